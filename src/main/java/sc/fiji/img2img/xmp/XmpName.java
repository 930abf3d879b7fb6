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
package sc.fiji.img2img.xmp;

/** The name of an XMP property. Immutable. */
public final class XmpName {

	private final String namespace;

	private final String prefix;

	private final String name;

	private XmpName(String namespace, String prefix, String name) {
		this.namespace = namespace;
		this.prefix = prefix;
		this.name = name;
	}

	/**
	 * A name.
	 *
	 * @param namespace its URI
	 * @param prefix what stands for the namespace in packets that are written
	 */
	public static XmpName of(String namespace, String prefix, String name) {
		return new XmpName(namespace, prefix, name);
	}

	String namespace() {
		return namespace;
	}

	String prefix() {
		return prefix;
	}

	String name() {
		return name;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof XmpName && ((XmpName) other).namespace.equals(namespace) && ((XmpName) other).name.equals(name);
	}

	@Override
	public int hashCode() {
		return 31 * namespace.hashCode() + name.hashCode();
	}

	/** As packets have it, as in {@code xmp:CreatorTool}. */
	@Override
	public String toString() {
		return prefix + ':' + name;
	}
}
