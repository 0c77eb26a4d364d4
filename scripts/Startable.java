import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes the jars that are named startable from an AOT cache, which leaves out the classes of signed jars,
/// those in the format before Java 6 (without stack maps), everything that leans on them, and the code that
/// the JVM writes at first use of a `switch` over types, or of a record's `equals` and `hashCode`: 0.3 s of
/// each start. Signatures are dropped, old classes get their stack maps, our own switches and records get the
/// code they stand for, and nothing is compressed. Other jars stay as they are.
///
/// Run by `scripts/build` from its source, with the JDK that Drey is built with.
final class Startable {
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
    private static final long NO_TIME = 1_767_225_600_000L;

    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final MethodTypeDesc TWO_OBJECTS =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

    private Startable() {}

    public static void main(String[] jars) throws IOException {
        List<URL> all = new ArrayList<>();
        for (String jar : jars) all.add(Path.of(jar).toUri().toURL());
        try (URLClassLoader loader = new URLClassLoader(all.toArray(URL[]::new))) {
            ClassFile files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(loader).cached()));
            for (String jar : jars) {
                Path file = Path.of(jar);
                if (isWanted(file)) rewrite(file, files);
            }
        }
    }

    private static boolean isWanted(Path file) throws IOException {
        boolean signed = false;
        boolean ours = false;
        boolean old = false;
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                signed |= isSignature(entry.getName());
                ours |= isOurs(entry.getName());
                old |= entry.getName().endsWith(".class") && isOld(contents(jar, entry));
            }
        }
        return signed ? !asksForSignatures() : old || ours;
    }

    private static boolean isOurs(String name) {
        return name.startsWith("dev/drey/") && name.endsWith(".class");
    }

    /// OpenJDK asks no signature of a cryptography provider; Oracle's own JDK does, so there they are kept.
    private static boolean asksForSignatures() {
        return System.getProperty("java.vendor", "").startsWith("Oracle");
    }

    private static boolean isSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("META-INF/") && upper.indexOf('/', 9) < 0 && upper.matches(".*\\.(SF|RSA|DSA|EC)");
    }

    /// The major version stands in the seventh and eighth byte (JVMS 4.1).
    private static boolean isOld(byte[] type) {
        return type.length > 8 && ((type[6] & 0xff) << 8 | type[7] & 0xff) < FIRST_WITH_STACK_MAPS;
    }

    private static void rewrite(Path file, ClassFile files) throws IOException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        try (JarFile jar = new JarFile(file.toFile(), false);
                OutputStream out = Files.newOutputStream(made);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Manifest manifest = jar.getManifest();
            if (manifest != null) put(zip, JarFile.MANIFEST_NAME, withoutDigests(manifest));
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                String name = entry.getName();
                if (name.equals(JarFile.MANIFEST_NAME) || isSignature(name)) continue;
                // Directories stay: what looks for the files of one on the class path finds them by it.
                byte[] bytes = entry.isDirectory() ? new byte[0] : contents(jar, entry);
                if (isOurs(name)) bytes = withPlainRecords(withPlainSwitches(bytes, files), files);
                else if (name.endsWith(".class") && isOld(bytes)) bytes = renewed(bytes, files);
                put(zip, name, bytes);
            }
        }
        Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] withoutDigests(Manifest signed) throws IOException {
        Manifest plain = new Manifest();
        Attributes main = plain.getMainAttributes();
        main.putAll(signed.getMainAttributes());
        var bytes = new java.io.ByteArrayOutputStream();
        plain.write(bytes);
        return bytes.toByteArray();
    }

    private static byte[] renewed(byte[] old, ClassFile plain) {
        ClassFile files = plain.withOptions(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
        ClassModel model = files.parse(old);
        ClassTransform version = (builder, element) -> {
            if (element instanceof ClassFileVersion) builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
            else builder.with(element);
        };
        return files.transformClass(
                model, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
    }

    /// A switch over types as a method of its own.
    private record Switch(String name, MethodTypeDesc type, List<ClassDesc> labels) {}

    private static byte[] withPlainSwitches(byte[] type, ClassFile files) {
        ClassModel model = files.parse(type);
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        List<Switch> found = new ArrayList<>();
        CodeTransform calls = (code, element) -> {
            if (element instanceof InvokeDynamicInstruction indy && isTypeSwitch(indy)) {
                List<ClassDesc> labels =
                        indy.bootstrapArgs().stream().map(ClassDesc.class::cast).toList();
                Switch one = new Switch("typeSwitch$" + found.size(), indy.typeSymbol(), labels);
                found.add(one);
                code.invokestatic(model.thisClass().asSymbol(), one.name(), one.type(), isInterface);
            } else {
                code.with(element);
            }
        };
        ClassTransform methods = ClassTransform.endHandler(builder -> {
            for (Switch one : found)
                builder.withMethodBody(
                        one.name(),
                        one.type(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        code -> compare(code, one.labels()));
        });
        byte[] plain = files.transformClass(model, ClassTransform.transformingMethodBodies(calls).andThen(methods));
        return found.isEmpty() ? type : plain;
    }

    /// Strings, numbers and constants of enums stay as they are.
    private static boolean isTypeSwitch(InvokeDynamicInstruction indy) {
        return indy.bootstrapMethod().owner().descriptorString().equals("Ljava/lang/runtime/SwitchBootstraps;")
                && indy.name().equalsString("typeSwitch")
                && indy.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
    }

    /// As `java.lang.runtime.SwitchBootstraps` says: -1 for null, else the first label from the one given
    /// that fits, else the number of labels.
    private static void compare(CodeBuilder code, List<ClassDesc> labels) {
        Label something = code.newLabel();
        code.aload(0).ifnonnull(something).loadConstant(-1).ireturn().labelBinding(something);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf(labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    /// A record's `equals` or `hashCode` as a method of its own.
    private record Generated(String name, MethodTypeDesc type, ClassDesc record, List<DirectMethodHandleDesc> parts) {}

    private static byte[] withPlainRecords(byte[] type, ClassFile files) {
        ClassModel model = files.parse(type);
        List<Generated> found = new ArrayList<>();
        CodeTransform calls = (code, element) -> {
            if (element instanceof InvokeDynamicInstruction indy && isOfRecord(indy)) {
                Generated one = generated(indy);
                found.add(one);
                code.invokestatic(model.thisClass().asSymbol(), one.name(), one.type());
            } else {
                code.with(element);
            }
        };
        ClassTransform methods = ClassTransform.endHandler(builder -> {
            for (Generated one : found)
                builder.withMethodBody(
                        one.name(),
                        one.type(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        code -> {
                            if (one.name().startsWith("equals")) equal(code, one);
                            else hash(code, one);
                        });
        });
        byte[] plain = files.transformClass(model, ClassTransform.transformingMethodBodies(calls).andThen(methods));
        return found.isEmpty() ? type : plain;
    }

    private static boolean isOfRecord(InvokeDynamicInstruction indy) {
        return indy.bootstrapMethod().owner().descriptorString().equals("Ljava/lang/runtime/ObjectMethods;")
                && (indy.name().equalsString("equals") || indy.name().equalsString("hashCode"));
    }

    /// The bootstrap's arguments are the record, its components' names, and a getter of each.
    private static Generated generated(InvokeDynamicInstruction indy) {
        return new Generated(
                indy.name().stringValue() + "$plain",
                indy.typeSymbol(),
                (ClassDesc) indy.bootstrapArgs().getFirst(),
                indy.bootstrapArgs().stream()
                        .skip(2)
                        .map(DirectMethodHandleDesc.class::cast)
                        .toList());
    }

    /// As `java.lang.Record` says of `equals`: references by `Objects`, primitive values by their classes.
    private static void equal(CodeBuilder code, Generated one) {
        Label other = code.newLabel();
        Label different = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
        code.aload(1).instanceOf(one.record()).ifeq(different);
        code.aload(1).checkcast(one.record()).astore(2);
        for (DirectMethodHandleDesc part : one.parts()) {
            ClassDesc type = part.invocationType().returnType();
            get(code.aload(0), part, type);
            get(code.aload(2), part, type);
            if (type.isPrimitive()) {
                code.invokestatic(boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
                code.ifne(different);
            } else {
                code.invokestatic(OBJECTS, "equals", TWO_OBJECTS).ifeq(different);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    /// The hash codes of the components, in their order, as `java.lang.runtime.ObjectMethods` joins them.
    private static void hash(CodeBuilder code, Generated one) {
        code.iconst_0();
        for (DirectMethodHandleDesc part : one.parts()) {
            ClassDesc type = part.invocationType().returnType();
            get(code.bipush(31).imul().aload(0), part, type);
            if (type.isPrimitive())
                code.invokestatic(boxed(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
            else code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
            code.iadd();
        }
        code.ireturn();
    }

    private static void get(CodeBuilder code, DirectMethodHandleDesc part, ClassDesc type) {
        code.getfield(part.owner(), part.methodName(), type);
    }

    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (primitive.descriptorString()) {
            case "Z" -> ConstantDescs.CD_Boolean;
            case "B" -> ConstantDescs.CD_Byte;
            case "S" -> ConstantDescs.CD_Short;
            case "C" -> ConstantDescs.CD_Character;
            case "I" -> ConstantDescs.CD_Integer;
            case "J" -> ConstantDescs.CD_Long;
            case "F" -> ConstantDescs.CD_Float;
            default -> ConstantDescs.CD_Double;
        };
    }

    private static byte[] contents(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
