package dev.drey.sftp.wire;

import java.util.function.Function;
import java.util.function.IntFunction;

/// A packet behind its first uint32 (the id of a request or reply, the version of INIT and VERSION):
/// fields in order, and
/// the record that they make. The same words read a packet and write it.
interface Layout<P> {
    P read(int first, Input in);

    void write(Output out, P packet);

    interface Of1<A, P> {
        P make(int first, A a);
    }

    interface Of2<A, B, P> {
        P make(int first, A a, B b);
    }

    interface Of3<A, B, C, P> {
        P make(int first, A a, B b, C c);
    }

    interface Of4<A, B, C, D, P> {
        P make(int first, A a, B b, C c, D d);
    }

    interface Of5<A, B, C, D, E, P> {
        P make(int first, A a, B b, C c, D d, E e);
    }

    interface Reader<P> {
        P read(int first, Input in);
    }

    interface Writer<P> {
        void write(Output out, P packet);
    }

    private static <P> Layout<P> both(Reader<P> reader, Writer<P> writer) {
        return new Layout<>() {
            @Override
            public P read(int first, Input in) {
                return reader.read(first, in);
            }

            @Override
            public void write(Output out, P packet) {
                writer.write(out, packet);
            }
        };
    }

    static <P> Layout<P> fields(IntFunction<P> make) {
        return both((first, in) -> make.apply(first), (out, p) -> {});
    }

    static <P, A> Layout<P> fields(Of1<A, P> make, Field<A> a, Function<P, A> getA) {
        return both((first, in) -> make.make(first, a.read(in)), (out, p) -> a.write(out, getA.apply(p)));
    }

    static <P, A, B> Layout<P> fields(
            Of2<A, B, P> make, Field<A> a, Function<P, A> getA, Field<B> b, Function<P, B> getB) {
        return both((first, in) -> make.make(first, a.read(in), b.read(in)), (out, p) -> {
            a.write(out, getA.apply(p));
            b.write(out, getB.apply(p));
        });
    }

    static <P, A, B, C> Layout<P> fields(
            Of3<A, B, C, P> make,
            Field<A> a,
            Function<P, A> getA,
            Field<B> b,
            Function<P, B> getB,
            Field<C> c,
            Function<P, C> getC) {
        return both((first, in) -> make.make(first, a.read(in), b.read(in), c.read(in)), (out, p) -> {
            a.write(out, getA.apply(p));
            b.write(out, getB.apply(p));
            c.write(out, getC.apply(p));
        });
    }

    static <P, A, B, C, D> Layout<P> fields(
            Of4<A, B, C, D, P> make,
            Field<A> a,
            Function<P, A> getA,
            Field<B> b,
            Function<P, B> getB,
            Field<C> c,
            Function<P, C> getC,
            Field<D> d,
            Function<P, D> getD) {
        return both((first, in) -> make.make(first, a.read(in), b.read(in), c.read(in), d.read(in)), (out, p) -> {
            a.write(out, getA.apply(p));
            b.write(out, getB.apply(p));
            c.write(out, getC.apply(p));
            d.write(out, getD.apply(p));
        });
    }

    static <P, A, B, C, D, E> Layout<P> fields(
            Of5<A, B, C, D, E, P> make,
            Field<A> a,
            Function<P, A> getA,
            Field<B> b,
            Function<P, B> getB,
            Field<C> c,
            Function<P, C> getC,
            Field<D> d,
            Function<P, D> getD,
            Field<E> e,
            Function<P, E> getE) {
        return both(
                (first, in) -> make.make(first, a.read(in), b.read(in), c.read(in), d.read(in), e.read(in)),
                (out, p) -> {
                    a.write(out, getA.apply(p));
                    b.write(out, getB.apply(p));
                    c.write(out, getC.apply(p));
                    d.write(out, getD.apply(p));
                    e.write(out, getE.apply(p));
                });
    }
}
