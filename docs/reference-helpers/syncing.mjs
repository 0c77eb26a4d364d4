// The two methods that the file syncer leaves out: Object.assign(SFTPFileSyncer.prototype, syncing).
import { readdir, stat } from "node:fs/promises";
import path from "node:path";

const isHidden = (relativePath) => relativePath.split("/").some((name) => name.startsWith("."));

export const syncing = {
  // SFTP tells times by the second, so these are too: else every file here would be newer than its copy there.
  async getLocalFileList() {
    const entries = await readdir(this.localPath, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
      .map((fullPath) => ({ fullPath, relativePath: path.relative(this.localPath, fullPath).split(path.sep).join("/") }))
      .filter(({ relativePath }) => !isHidden(relativePath));
    return Promise.all(
      files.map(async (file) => ({ ...file, mtime: Math.floor((await stat(file.fullPath)).mtimeMs / 1000) * 1000 })),
    );
  },

  parseRemoteFileList(output) {
    return JSON.parse(output).filter(({ type, relativePath }) => type === "file" && !isHidden(relativePath));
  },
};
