package sc.fiji.img2img.device.selftest;

import java.util.Optional;

/** Tests devices, and remembers the outcome. */
public interface Assessor {

	/**
	 * What an earlier test found out.
	 *
	 * @param key of the device, such as cpu or webgpu
	 * @param version of its library; the runtime's own where it is built in
	 * @return the outcome; empty if that device in that version was never tested on this machine
	 */
	Optional<Assessment> remembered(String key, String version);

	/** Tests a device now, whatever was found out earlier, and remembers the outcome. */
	Assessment test(String key);
}
