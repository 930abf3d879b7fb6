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
package sc.fiji.img2img.tensor.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A safetensors file is read as it was written, or refused with an IOException that names it. */
class SafeTensorsTest {

	private static final String HEADER = "{\"__metadata__\":{\"format\":\"pt\"}," + //
		"\"a\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}," + //
		"\"b\":{\"dtype\":\"F16\",\"shape\":[3],\"data_offsets\":[16,22]}," + //
		"\"c\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[22,30]}," + //
		"\"none\":{\"dtype\":\"BF16\",\"shape\":[0,4],\"data_offsets\":[30,30]}}";

	private static byte[] valid;

	private static Path file;

	@BeforeContainer
	static void make() throws IOException {
		file = Files.createTempFile("tensors", ".safetensors");
		ByteBuffer data = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
		data.putFloat(1).putFloat(-2.5f).putFloat(Float.MAX_VALUE).putFloat(Float.MIN_VALUE);
		data.putShort((short) 0x3c00).putShort((short) 0xc100).putShort((short) 1).putLong(-7);
		valid = file(HEADER, data.array());
	}

	@AfterContainer
	static void delete() throws IOException {
		Files.delete(file);
	}

	@Example
	void whatWasWrittenIsRead() throws IOException {
		Files.write(file, valid);
		try (SafeTensors tensors = SafeTensors.open(file)) {
			assertEquals(Set.of("a", "b", "c", "none"), tensors.names());
			assertEquals("pt", tensors.metadata().get("format"));
			assertArrayEquals(new long[] { 2, 2 }, tensors.shape("a"));
			assertArrayEquals(new float[] { 1, -2.5f, Float.MAX_VALUE, Float.MIN_VALUE }, tensors.floats("a"));
			assertArrayEquals(new float[] { 1, -2.5f, (float) Math.pow(2, -24) }, tensors.floats("b"));
			assertArrayEquals(new float[] { -7 }, tensors.floats("c"));
			assertEquals(0, tensors.floats("none").length);
			assertEquals(SafeTensorType.BF16, tensors.type("none"));
			assertThrows(IllegalArgumentException.class, () -> tensors.floats("d"));
		}
	}

	@Example
	void shortFloatsAreTorchs() throws IOException {
		try (SafeTensors tensors = SafeTensors.open(Path.of("src", "test", "resources", "goldens", "tensor_types.safetensors"))) {
			for (SafeTensorType type : List.of(SafeTensorType.F16, SafeTensorType.BF16, SafeTensorType.F8_E4M3,
				SafeTensorType.F8_E5M2))
			{
				assertEquals(type, tensors.type(type.name()));
				assertArrayEquals(tensors.floats(type.name() + ".floats"), tensors.floats(type.name()), type.name());
			}
		}
	}

	@Property(tries = 800)
	void mutatedBytesEndInAnIOException(@ForAll("mutations") List<int[]> mutations) throws IOException {
		byte[] bytes = valid.clone();
		for (int[] mutation : mutations)
			bytes[mutation[0]] = (byte) mutation[1];
		read(bytes);
	}

	@Property(tries = 500)
	void mutatedHeadersEndInAnIOException(@ForAll("headers") String header) throws IOException {
		read(file(header, new byte[30]));
	}

	@Property(tries = 500)
	void anyBytesEndInAnIOException(@ForAll byte[] bytes) throws IOException {
		read(bytes);
	}

	@Example
	void everyTruncationIsRefused() throws IOException {
		for (int length = 0; length < valid.length; length++)
			assertTrue(read(Arrays.copyOf(valid, length)).contains("not a usable safetensors file"), "cut at " + length);
	}

	@Example
	void additionalBytesAreRefused() throws IOException {
		assertTrue(read(Arrays.copyOf(valid, valid.length + 1)).contains("belong to no tensor"));
	}

	@Example
	void everyFaultIsNamed() throws IOException {
		assertFault("unknown element type F13", entry("F13", "[1]", "[0,4]"));
		assertFault("should have 8 bytes", entry("F32", "[2]", "[0,4]"));
		assertFault("negative dimension", entry("F32", "[-1]", "[0,4]"));
		assertFault("malformed", entry("F32", "[9223372036854775807,9]", "[0,4]"));
		assertFault("malformed", entry("F32", "[1.5]", "[0,4]"));
		assertFault("malformed", entry("F32", "[1e999999999]", "[0,4]"));
		assertFault("malformed", "{\"a\":3}");
		assertFault("malformed", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}");
		assertFault("gap", entry("U8", "[3]", "[1,4]"));
		assertFault("truncated", entry("F32", "[2]", "[0,8]"));
		assertFault("overlaps", "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}," +
			"\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}");
		assertFault("not JSON", "{\"a\":");
		assertFault("not a JSON object", "[]");
		assertFault("not JSON", "{\"a\":" + "[".repeat(100_000));
		assertFault("__metadata__", "{\"__metadata__\":3}");
	}

	@Example
	void aMissingFileIsNamed() {
		String message = assertThrows(IOException.class, () -> SafeTensors.open(file.resolveSibling("no.safetensors")))
			.getMessage();
		assertTrue(message.startsWith("There is no file") && message.contains("no.safetensors"), message);
	}

	@Provide
	Arbitrary<List<int[]>> mutations() {
		Arbitrary<Integer> place = Arbitraries.integers().between(0, valid.length - 1);
		return Combinators.combine(place, Arbitraries.integers().between(0, 255)).as((at, value) -> new int[] { at, value })
			.list().ofMinSize(1).ofMaxSize(4);
	}

	@Provide
	Arbitrary<String> headers() {
		Arbitrary<String> part = Arbitraries.of("{", "}", "[", "]", "\"", ",", ":", "null", "-1", "1e400", "NaN", "\"shape\":",
			"\"dtype\":", "{}", "\\u0000", "9223372036854775808", "true");
		Arbitrary<Integer> place = Arbitraries.integers().between(0, HEADER.length());
		return Combinators.combine(place, place, part).as((from, to, text) -> HEADER.substring(0, Math.min(from, to)) +
			text + HEADER.substring(Math.max(from, to)));
	}

	/** Reads everything; the message of the IOException, or an empty one if there was none. */
	private static String read(byte[] bytes) throws IOException {
		Files.write(file, bytes);
		try (SafeTensors tensors = SafeTensors.open(file)) {
			for (String name : tensors.names())
				assertEquals(Arrays.stream(tensors.shape(name)).reduce(1, (a, b) -> a * b), tensors.floats(name).length);
			return "";
		}
		catch (IOException e) {
			assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
			return e.getMessage();
		}
	}

	private static void assertFault(String part, String header) throws IOException {
		String message = read(file(header, new byte[4]));
		assertTrue(message.contains(part), message + " for " + header.substring(0, Math.min(200, header.length())));
	}

	private static String entry(String type, String shape, String offsets) {
		return "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}}";
	}

	private static byte[] file(String header, byte[] data) throws IOException {
		byte[] json = header.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
		out.write(json);
		out.write(data);
		return out.toByteArray();
	}
}
