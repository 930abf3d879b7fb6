package sc.fiji.img2img.device.selftest;

import java.util.List;
import java.util.stream.Collectors;

/** The outcomes of testing all devices of a provider, told as one. Immutable. */
final class SelfTestSummary implements Assessment {

	private final List<SelfTestOutcome> outcomes;

	/** @param outcomes none for what needs no test */
	SelfTestSummary(List<SelfTestOutcome> outcomes) {
		this.outcomes = List.copyOf(outcomes);
	}

	@Override
	public boolean works() {
		return outcomes.isEmpty() || outcomes.stream().anyMatch(outcome -> outcome.isPassed() && outcome.precision()
			.equals(SelfTest.FP32));
	}

	@Override
	public String summary() {
		if (outcomes.isEmpty()) return "it needs no test.";
		List<String> faults = outcomes.stream().map(SelfTestOutcome::fault).distinct().collect(Collectors.toList());
		if (faults.size() == 1 && faults.get(0) != null) return faults.get(0) + ".";
		return outcomes.stream().map(SelfTestOutcome::toString).collect(Collectors.joining("; ", "", "."));
	}

	@Override
	public List<String> precisions() {
		if (outcomes.isEmpty()) return List.of(SelfTest.FP32);
		return outcomes.stream().filter(SelfTestOutcome::isPassed).map(SelfTestOutcome::precision).distinct().collect(
			Collectors.toList());
	}
}
