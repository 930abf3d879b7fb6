/*-
 * #%L
 * Image to image with latent diffusion models, for ImageJ and Fiji.
 * %%
 * Copyright (C) 2026 Img2Img developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package sc.fiji.img2img.onnx.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is written in protobuf's wire format is read again. */
class ProtoTest {

	@Property(tries = 300)
	void fieldsOfAllKindsComeBack(@ForAll @IntRange(min = 1, max = 536870911) int field, @ForAll long number,
		@ForAll int fixed, @ForAll long wide, @ForAll String text, @ForAll byte[] bytes)
	{
		String written = valid(text);
		byte[] message = new ProtoWriter().number(field, number).fixed32(field, fixed).fixed64(field, wide).string(field,
			written).bytes(field, bytes).toBytes();
		ProtoReader reader = reader(message);
		ProtoWriter copy = new ProtoWriter();
		assertEquals(number, next(reader, field, copy).number());
		assertEquals(fixed, next(reader, field, copy).number());
		assertEquals(wide, next(reader, field, copy).number());
		assertEquals(written, next(reader, field, copy).string());
		ByteBuffer content = next(reader, field, copy).content();
		assertEquals(ByteBuffer.wrap(bytes), content);
		assertFalse(reader.next());
		assertArrayEquals(message, copy.toBytes());
	}

	@Property(tries = 200)
	void packedNumbersComeBack(@ForAll long[] numbers) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		ProtoWriter separate = new ProtoWriter();
		for (long number : numbers) {
			// NB: a packed list is the numbers without the tags before them, which are one byte here.
			byte[] tagged = new ProtoWriter().number(1, number).toBytes();
			packed.write(tagged, 1, tagged.length - 1);
			separate.number(8, number);
		}
		assertArrayEquals(numbers, numbers(new ProtoWriter().bytes(8, packed.toByteArray()).toBytes()));
		assertArrayEquals(numbers, numbers(separate.toBytes()));
	}

	@Property(tries = 300)
	void floatsComeBack(@ForAll float value) {
		ProtoReader reader = reader(new ProtoWriter().floating(2, value).toBytes());
		assertTrue(reader.next());
		assertEquals(value, reader.floating());
	}

	@Property(tries = 1000)
	void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
		ProtoReader reader = reader(bytes);
		int fields = 0;
		try {
			while (reader.next())
				fields++;
		}
		catch (IllegalArgumentException e) {
			assertFalse(e.getMessage().isEmpty());
		}
		assertTrue(2 * fields <= bytes.length, "a field takes two bytes at least");
	}

	@Property(tries = 300)
	void valuesOfGraphsComeBack(@ForAll String name, @ForAll ElementType type, @ForAll List<@IntRange(min = -1,
		max = 4096) Integer> dims)
	{
		String written = valid(name);
		long[] shape = dims.stream().mapToLong(dim -> dim == 0 ? 1 : dim).toArray();
		ValueInfo made = ValueInfo.of(written, type, shape);
		ValueInfo read = ValueInfo.read(ByteBuffer.wrap(made.encoded()));
		assertEquals(written, read.name());
		assertEquals(type, read.type());
		assertEquals(shape.length, read.rank());
		for (int d = 0; d < shape.length; d++) {
			assertEquals(shape[d], made.dim(d));
			assertEquals(shape[d], read.dim(d));
		}
		assertEquals(-1, read.dim(shape.length));
	}

	@Example
	void aValueWithoutAShapeHasNoRank() {
		ProtoWriter tensor = new ProtoWriter().number(1, ElementType.FLOAT.code());
		byte[] info = new ProtoWriter().string(1, "x").message(2, new ProtoWriter().message(1, tensor)).toBytes();
		assertEquals(-1, ValueInfo.read(ByteBuffer.wrap(info)).rank());
	}

	@Example
	void numbersThatNeverEndAreRefused() {
		byte[] endless = new byte[12];
		Arrays.fill(endless, (byte) 0xff);
		assertThrows(IllegalArgumentException.class, () -> reader(endless).next());
	}

	/** Without lone surrogates, which UTF-8 cannot hold. */
	private static String valid(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	private static long[] numbers(byte[] message) {
		List<Long> read = new ArrayList<>();
		ProtoReader reader = reader(message);
		while (reader.next())
			reader.numbers(read::add);
		return read.stream().mapToLong(Long::longValue).toArray();
	}

	private static ProtoReader next(ProtoReader reader, int field, ProtoWriter copy) {
		assertTrue(reader.next());
		assertEquals(field, reader.field());
		reader.copyTo(copy);
		return reader;
	}

	private static ProtoReader reader(byte[] message) {
		return new ProtoReader(ByteBuffer.wrap(message));
	}
}
