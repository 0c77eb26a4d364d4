package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The reference's usage examples, 1 to 6, run as programs of Node against real servers, and end as their text says.
@Timeout(180)
class McpReferenceIT {
    private ReferenceStage stage;
    private Path work;

    @BeforeEach
    void begin() {
        stage = new ReferenceStage();
        work = stage.work();
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private Run fine(ReferenceProgram program) {
        Run run = stage.run(program);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    @Test
    void basicFileOperations() {
        FarMachine files =
                stage.machine("fileuser", "secure123", "/home/user").file("/home/user/documents/letter.txt", "Dear");
        stage.file("local-file.txt", "what is sent\n");
        Run run = fine(ReferenceProgram.of("### 1. Basic File Operations")
                .host("files.example.com", files.address())
                .port(stage.port()));
        assertThat(files.at("/home/user/remote-file.txt")).hasContent("what is sent\n");
        assertThat(work.resolve("downloaded-file.txt")).hasContent("what is sent\n");
        assertThat(files.at("/home/user/backup")).isEmptyDirectory();
        assertThat(run.out()).startsWith("Remote files: [");
        Heard row = Heard.parse(run.out().substring("Remote files: ".length())).at(0);
        assertThat(row.map())
                .containsEntry("name", "letter.txt")
                .containsEntry("path", "/home/user/documents/letter.txt")
                .containsEntry("size", 4);
    }

    private FarMachine web() {
        stage.file("builds/2.0.0/index.html", "<h1>two</h1>");
        stage.file("builds/2.0.0/assets/app.js", "two()");
        stage.file("builds/2.0.0/debug.log", "no");
        stage.file("builds/2.0.0/assets/x.tmp", "no");
        stage.file("builds/2.0.0/node_modules/lib/index.js", "no");
        return stage.machine("webdeploy", "/")
                .folder("/var/www/html/backups")
                .file("/var/www/html/current/index.html", "<h1>one</h1>")
                .file("/var/www/html/current/img/a.svg", "<svg/>");
    }

    private ReferenceProgram deployment(FarMachine web) {
        return ReferenceProgram.of("### 2. Web Application Deployment")
                .host("web-server.example.com", web.address())
                .port(stage.port())
                .path("/keys/deploy_key", ReferenceStage.key())
                .helped(
                        "import { deployment } from './deployment.mjs';",
                        "const { rollbackDeployment } = deployment(calls);",
                        "const timestamp = undefined;")
                .then("await deployApplication('2.0.0');");
    }

    private static final Map<String, String> ONE = Map.of("index.html", "<h1>one</h1>", "img/a.svg", "<svg/>");
    private static final Map<String, String> TWO = Map.of("index.html", "<h1>two</h1>", "assets/app.js", "two()");

    @Test
    void webApplicationDeployment() throws IOException {
        FarMachine web = web();
        FileTime built = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));
        Files.setLastModifiedTime(work.resolve("builds/2.0.0/index.html"), built);
        Run run = fine(deployment(web));
        Path html = web.at("/var/www/html");
        assertThat(ReferenceStage.tree(html.resolve("current"))).isEqualTo(TWO);
        assertThat(Files.getLastModifiedTime(html.resolve("current/index.html")))
                .isEqualTo(built);
        assertThat(ReferenceStage.tree(ReferenceStage.only(html, "old-"))).isEqualTo(ONE);
        assertThat(html.resolve("staging")).doesNotExist();
        Path backup = ReferenceStage.only(work.resolve("backups"), "backup-");
        assertThat(ReferenceStage.tree(backup)).isEqualTo(ONE);
        assertThat(html.resolve("backups").resolve(backup.getFileName())).isEmptyDirectory();
        assertThat(run.lines())
                .contains(
                        "Uploading new application version...",
                        "Upload successful, activating new version...",
                        "Deployment of version 2.0.0 completed successfully")
                .anyMatch(line -> line.matches("Transfer progress: 100\\.0% \\(.+\\)"))
                .contains("File transfer completed: 2.0.0 (17 bytes)")
                .noneMatch(line -> line.contains("NaN") || line.contains("undefined"));
        assertThat(run.err()).isEmpty();
    }

    /// What was staged is gone when it shall take the old version's place, which has been moved away by then.
    @Test
    void webApplicationDeploymentIsRolledBack() {
        FarMachine web = web();
        Path html = web.at("/var/www/html");
        Run run = stage.run(deployment(web)
                .throwing()
                .helped(
                        "protocol.on('transfer-complete', ({ filename }) => {",
                        "  if (filename === '2.0.0') require('fs').rmSync('" + html
                                + "/staging', { recursive: true });",
                        "});"));
        assertThat(run.exit()).as("%s", run).isEqualTo(1);
        assertThat(ReferenceStage.tree(html.resolve("current"))).isEqualTo(ONE);
        assertThat(html.toFile().list()).containsExactlyInAnyOrder("backups", "current");
        assertThat(run.err()).contains("Deployment failed: rename").contains("No such file");
        assertThat(run.lines())
                .contains("Upload successful, activating new version...", "Initiating rollback...")
                .noneMatch(line -> line.contains("completed successfully"));
    }

    @Test
    void automatedBackupSystem() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        FarMachine server = stage.machine("backupuser", "/")
                .file("/backups/" + today.minusDays(8) + "/databases/a", "too old")
                .file("/backups/" + today.minusDays(7) + "/databases/a", "kept")
                .file("/backups/notes/a", "no backup");
        stage.file("databases/main.sql", "insert ".repeat(5000));
        stage.file("etc/app.conf", "port=80");
        stage.file("etc/app.log", "no");
        stage.file("etc/cache/c", "no");
        stage.file("home/ana/letter.docx", "Dear");
        stage.file("home/ana/photo.jpg", "jpg");
        stage.file("home/ana/song.mp3", "no");
        Run run = fine(ReferenceProgram.of("### 3. Automated Backup System")
                .host("backup-server.example.com", server.address())
                .port(stage.port())
                .path("/keys/backup_key", ReferenceStage.key())
                .path("/var/backups/databases", work.resolve("databases"))
                .path("'/etc'", work.resolve("etc"))
                .path("'/home'", work.resolve("home"))
                .helped(
                        "import { backups } from './backups.mjs';",
                        "const { getTotalBackupSize, generateChecksums, cleanupOldBackups, sendBackupAlert } ="
                                + " backups(calls);")
                .then("console.log(`scheduled: ${backupSchedule.getTasks().size}`);", "await performBackup();"));
        Path made = server.at("/backups/" + today);
        Map<String, String> files = ReferenceStage.tree(made);
        assertThat(new TreeSet<>(files.keySet()))
                .containsExactly(
                        "configurations/app.conf",
                        "databases/main.sql",
                        "manifest.json",
                        "user-data/ana/letter.docx",
                        "user-data/ana/photo.jpg");
        assertThat(files).containsEntry("databases/main.sql", "insert ".repeat(5000));
        Heard manifest = Heard.parse(files.getOrDefault("manifest.json", ""));
        assertThat(manifest.at("totalSize").number()).isEqualTo(35_000 + 7 + 4 + 3);
        Map<String, Object> sums = manifest.at("checksums").map();
        assertThat(sums).hasSize(4);
        for (var sum : sums.entrySet()) {
            assertThat(DiskState.sha256(made.resolve(sum.getKey()))).isEqualTo(sum.getValue());
        }
        assertThat(server.at("/backups").toFile().list())
                .containsExactlyInAnyOrder(today.toString(), today.minusDays(7).toString(), "notes");
        assertThat(run.lines())
                .contains(
                        "scheduled: 1",
                        "Starting backup: databases",
                        "Backup completed: databases",
                        "Backup completed: configurations",
                        "Backup completed: user-data",
                        "Backup completed successfully: /backups/" + today);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void logFileManagement() throws Exception {
        Instant now = Instant.now();
        ReferenceProgram program = ReferenceProgram.of("### 4. Log File Management")
                .port(stage.port())
                .path("/keys/log_collector_key", ReferenceStage.key())
                .path("`/logs", work.resolve("logs"))
                .helped(
                        "import { parseFileList, isWithinDateRange } from './listing.mjs';",
                        "import { logs } from './logs.mjs';",
                        "const { uploadToLogStorage } = logs(calls);")
                .then("await collectLogs({ start: new Date(Date.now() - 86400000), end: new Date() });");
        for (String host : new String[] {"web1", "web2", "api"}) {
            FarMachine machine = stage.machine("logcollector", "/")
                    .file("/var/log/app.log", host)
                    .file("/var/log/app.log.1", "yesterday's of " + host)
                    .file("/var/log/old.log", "no")
                    .file("/var/log/notes.txt", "no")
                    .folder("/var/log/dir.log");
            for (String file : new String[] {"app.log", "app.log.1"}) {
                Files.setLastModifiedTime(machine.at("/var/log/" + file), FileTime.from(now.minusSeconds(3600)));
            }
            Files.setLastModifiedTime(machine.at("/var/log/old.log"), FileTime.from(now.minusSeconds(200_000)));
            program.host(host + ".example.com", machine.address());
        }
        FarMachine storage = stage.machine("storage", "/archive");
        stage.named("log-storage", storage, "");
        // Nobody listens there: one server that is down does not keep the others' logs from being collected.
        program.host("db.example.com", stage.address());
        Run run = fine(program);
        assertThat(run.lines())
                .contains("Downloaded: app.log from web-server-1", "Downloaded: app.log.1 from api-server");
        assertThat(run.out()).contains("Log collection completed: " + work.resolve("logs"));
        assertThat(run.err())
                .startsWith("Failed to collect logs from database-server: " + stage.address() + " port " + stage.port())
                .contains("refuses connections");
        Path archive = ReferenceStage.only(storage.at("/archive"), "collection-");
        Path unpacked = Files.createDirectory(work.resolve("unpacked"));
        Child.run(
                "tar",
                "-xzf",
                archive.toString(),
                "-C",
                unpacked.toString(),
                "--strip-components=" + work.resolve("logs/x").getNameCount());
        assertThat(ReferenceStage.tree(unpacked))
                .containsOnly(
                        Map.entry("web-server-1_app.log", "web1"),
                        Map.entry("web-server-1_app.log.1", "yesterday's of web1"),
                        Map.entry("web-server-2_app.log", "web2"),
                        Map.entry("web-server-2_app.log.1", "yesterday's of web2"),
                        Map.entry("api-server_app.log", "api"),
                        Map.entry("api-server_app.log.1", "yesterday's of api"));
        assertThat(work.resolve("logs").toFile().list())
                .containsExactly(archive.getFileName().toString());
    }

    private static final String NGINX_SUM = "312436b4e221bb6cb68cf558211bf9f4eb36313a869cb04937ecac3cd2a413a3";

    @Test
    void configurationManagement() throws IOException {
        String nginx = "worker_processes 4;";
        assertThat(DiskState.sha256(stage.file("nginx.conf", nginx))).isEqualTo(NGINX_SUM);
        String redis = "maxmemory 1gb";
        FarMachine master = stage.machine("configadmin", "/")
                .file("/configs/production/nginx/conf/nginx.conf", nginx)
                .file("/configs/production/redis/redis.conf", redis)
                .file(
                        "/configs/production/manifest.json",
                        Heard.JSON.writeValueAsString(Map.of(
                                "services",
                                Map.of(
                                        "nginx",
                                        service("conf/nginx.conf", "nginx.conf", NGINX_SUM, true),
                                        "redis",
                                        service("redis.conf", "redis.conf", "0".repeat(64), false)))));
        Files.setPosixFilePermissions(
                master.at("/configs/production/nginx/conf/nginx.conf"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        ReferenceProgram program = ReferenceProgram.of("### 5. Configuration Management")
                .host("config-master.example.com", master.address())
                .port(stage.port())
                .path("/keys/config_key", ReferenceStage.key())
                .path("/keys/sync_key", ReferenceStage.key())
                .folder("/tmp/", work.resolve("tmp"))
                .then("await syncConfigurations('production');");
        Files.createDirectory(work.resolve("tmp"));
        java.util.List<FarMachine> targets = new java.util.ArrayList<>();
        for (String host : new String[] {"web1", "web2", "api", "db"}) {
            FarMachine machine = stage.machine("configsync", "/")
                    .file("/etc/services/nginx.conf", "old")
                    .file("/etc/services/redis.conf", "old of " + host);
            targets.add(machine);
            program.host(host + ".example.com", machine.address());
        }
        Run run = fine(program);
        for (FarMachine web : targets.subList(0, 2)) {
            Path services = web.at("/etc/services");
            assertThat(services.resolve("nginx.conf")).hasContent(nginx);
            assertThat(Files.getPosixFilePermissions(services.resolve("nginx.conf")))
                    .hasSize(3);
            assertThat(ReferenceStage.only(services, ".nginx.conf.")).hasContent("old");
            assertThat(services.resolve("redis.conf")).content().startsWith("old of web");
        }
        assertThat(targets.get(2).at("/etc/services/redis.conf")).hasContent(redis);
        assertThat(targets.get(3).at("/etc/services/redis.conf")).hasContent("old of db");
        assertThat(run.lines())
                .contains(
                        "✓ nginx/nginx.conf synced successfully",
                        "Restarting nginx service...",
                        "Configuration sync completed for web-1",
                        "Configuration sync completed for db");
        assertThat(run.err()).isEqualTo("✗ redis/redis.conf checksum mismatch\n");
        assertThat(work.resolve("tmp").toFile().list())
                .hasSize(4)
                .allSatisfy(name -> assertThat(name).startsWith("config-backup-"));
        for (String backup : work.resolve("tmp").toFile().list()) {
            assertThat(ReferenceStage.tree(work.resolve("tmp").resolve(backup)))
                    .containsEntry("nginx.conf", "old")
                    .containsKey("redis.conf");
        }
    }

    private static Map<String, Object> service(String path, String name, String sum, boolean restart) {
        Map<String, Object> file =
                Map.of("name", name, "path", path, "targetPath", "/etc/services/" + name, "checksum", sum);
        return Map.of("files", java.util.List.of(file), "restartRequired", restart);
    }

    /// What the watcher tells is done at once; what happens at the other end by the sync of every 30 s.
    @Test
    void fileMonitoringAndSynchronization() throws IOException {
        Path files = work.resolve("files");
        stage.file("files/a.txt", "a");
        stage.file("files/sub/b.txt", "b");
        stage.file("files/both.txt", "here");
        stage.file("files/.hidden", "no");
        FarMachine server = stage.machine("syncuser", "/").file("/remote/backup/files/there.txt", "there");
        Path there = server.at("/remote/backup/files");
        Run run = fine(ReferenceProgram.of("### 6. File Monitoring and Synchronization")
                .host("sync-server.example.com", server.address(), stage.port())
                .path("/local/project/files", files)
                .path("/keys/sync_key", ReferenceStage.key())
                .then(
                        "import { syncing } from './syncing.mjs';",
                        "import fs from 'node:fs';",
                        "Object.assign(SFTPFileSyncer.prototype, syncing);",
                        "const [here, there] = ['" + files + "', '" + there + "'];",
                        "const text = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined);",
                        "const until = async (what) => {",
                        "  const end = Date.now() + 45000;",
                        "  while (!what()) {",
                        "    if (Date.now() > end) throw new Error(`not yet: ${what}`);",
                        "    await new Promise((done) => setTimeout(done, 50));",
                        "  }",
                        "};",
                        "await until(() => ['a.txt', 'sub/b.txt', 'both.txt'].every((file) => text(`${there}/${file}`)));",
                        "fs.writeFileSync(`${here}/a.txt`, 'changed');",
                        "fs.rmSync(`${here}/sub/b.txt`);",
                        "await until(() => text(`${there}/a.txt`) === 'changed' && !fs.existsSync(`${there}/sub/b.txt`));",
                        "fs.writeFileSync(`${there}/both.txt`, 'newer there');",
                        "fs.utimesSync(`${there}/both.txt`, new Date(), new Date(Date.now() + 60000));",
                        "await until(() => text(`${here}/both.txt`) === 'newer there' && text(`${here}/there.txt`));",
                        "await new Promise((done) => setTimeout(done, 1000));"));
        Map<String, String> same = Map.of("a.txt", "changed", "both.txt", "newer there", "there.txt", "there");
        assertThat(ReferenceStage.tree(there)).isEqualTo(same);
        Map<String, String> here = new java.util.TreeMap<>(same);
        here.put(".hidden", "no");
        assertThat(ReferenceStage.tree(files)).isEqualTo(here);
        assertThat(run.lines())
                .contains(
                        "File syncer initialized",
                        "File added: " + files.resolve("a.txt"),
                        "Uploaded: sub/b.txt",
                        "File changed: " + files.resolve("a.txt"),
                        "File removed: " + files.resolve("sub/b.txt"),
                        "Deleted remote: sub/b.txt",
                        "Downloaded: there.txt",
                        "Downloaded: both.txt");
        assertThat(run.err()).isEmpty();
    }
}
