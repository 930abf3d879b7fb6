package sc.fiji.img2img.device.selftest;

import java.util.List;

/** What the self-test of a device, in one version, found out on this machine. */
public interface Assessment {

	/** Whether it gives the right numbers here, at least in fp32. */
	boolean works();

	/** The outcome in a sentence: why it does not work, or how fast it is. */
	String summary();

	/** The precisions in which it gave the right numbers, such as fp32 and fp16. */
	List<String> precisions();
}
