"""Holds the rows of an evaluation against what was asked of the model, and writes both as Markdown."""

from .evaluation import AS_STORED, LORA_STRENGTHS, LORA_WEIGHTS, MASK_STRENGTH, STRENGTHS
from .sampling import Settings

PSNR_WANTED = {"fluorescence": 36.0, AS_STORED: 36.0}
PSNR_OTHERS = 30.0
LEAST_IMAGES = 30
# Grey levels of the stain score that an eye sees, and the part of real tissue's score that full stain must reach.
VISIBLE = 2.0
FULL_STAIN = 0.5
LIGHT = ("blood_smear", "brightfield")


def verdicts(results: dict) -> list[tuple[str, bool]]:
	"""Each claim with whether it holds."""
	claims = [
		(f"(a) {row['modality']}: {row['psnr']:.1f} dB", row["psnr"] >= PSNR_WANTED.get(row["modality"], PSNR_OTHERS))
		for row in results["round_trip"]
	]
	by_strength = [[row for row in results["similarity"] if row["strength"] == s] for s in STRENGTHS]
	images = sum(row["images"] for row in by_strength[0])
	claims.append((f"(b) on {images} images", images >= LEAST_IMAGES))
	claims.append(("(b) SSIM falls at every step", falls([mean(r["ssim"] for r in rows) for rows in by_strength])))
	differences = [mean(r["difference"] for r in rows) for rows in by_strength]
	claims.append(("(b) the difference grows at every step", rises(differences)))
	for row in results["similarity"]:
		if row["modality"] == "fluorescence" and row["strength"] == MASK_STRENGTH:
			claims.append((f"(b) nuclei stay at {MASK_STRENGTH}: overlap {row['overlap']:.2f}", row["overlap"] >= 0.7))
		if row["strength"] == STRENGTHS[0]:
			claims.append((f"(b) detail lives, {row['modality']}: {row['detail']:.2f}", row["detail"] >= 0.8))
	real = next(row["mean"] for row in results["real_stain"] if row["modality"] == "stained_tissue")
	for modality in sorted({row["modality"] for row in results["stain"]}):
		claims += stain_verdicts(modality, grid(results, modality), real)
	for row in results["recognised"]:
		right = row["generated_right"]
		claims.append((f"(d) {row['modality']} recognised: {right:.0%}", right >= 0.9))
	if "seconds" in results:
		seconds = results["seconds"]["total"]
		claims.append((f"(e) 256x256, 20 steps at 0.75: {seconds:.1f} s", seconds <= 10))
	return claims


def stain_verdicts(modality: str, cells: dict, real: float) -> list[tuple[str, bool]]:
	"""`real` is the mean score of real stained tissue."""
	rows = [[cells[strength, weight] for weight in LORA_WEIGHTS] for strength in LORA_STRENGTHS]
	full = [cells[strength, 1.0] for strength in LORA_STRENGTHS]
	gains = [cells[strength, 1.0] - cells[strength, 0.5] for strength in LORA_STRENGTHS]
	claims = [
		("the score rises with the weight at every strength", all(rises(row) for row in rows)),
		("the score rises with strength at weight 1", rises(full)),
		(f"gain from 0.5 to 1 is {gains[0]:.1f} at 0.65, {gains[-1]:.1f} at 0.95", gains[-1] > gains[0] + VISIBLE),
		(f"{full[-1]:.1f} at 0.95 and weight 1, real tissue {real:.1f}", full[-1] >= FULL_STAIN * real),
	]
	if modality in LIGHT:
		first = cells[LORA_STRENGTHS[0], 1.0] - cells[LORA_STRENGTHS[0], 0.0]
		claims.append((f"stain is visible at 0.65: {first:.1f}", first >= VISIBLE))
	return [(f"(c) {modality}: {claim}", holds) for claim, holds in claims]


def grid(results: dict, modality: str) -> dict:
	return {(r["strength"], r["weight"]): r["score"] for r in results["stain"] if r["modality"] == modality}


def mean(values) -> float:
	values = list(values)
	return sum(values) / len(values)


def rises(values: list[float]) -> bool:
	return all(a < b for a, b in zip(values, values[1:]))


def falls(values: list[float]) -> bool:
	return rises(values[::-1])


def markdown(results: dict) -> str:
	used = Settings()
	parts = [
		"(a) Round trip of the autoencoder, 256x256, held-out images", table(results["round_trip"]),
		f"(b) Image to image, {used.steps} steps, guidance {used.guidance:g}, held-out images", table(results["similarity"]),
		"Stain score of real held-out images", table(results["real_stain"]),
	]
	for modality in dict.fromkeys(row["modality"] for row in results["stain"]):
		parts += [f"(c) Stain score by strength and LoRA weight, {modality}", grid_table(grid(results, modality))]
	parts += ["(d) Pictures from captions alone, as the judge sees them", table(results["recognised"])]
	if "seconds" in results:
		parts += ["(e) Seconds, ONNX Runtime, CPU provider", table([results["seconds"]])]
	marked = [f"- [{'x' if holds else ' '}] {claim}" for claim, holds in verdicts(results)]
	parts += ["Held against what was asked", "\n".join(marked)]
	return "\n\n".join(parts) + "\n"


def table(rows: list[dict]) -> str:
	lines = [list(rows[0]), ["---"] * len(rows[0])] + [[text(value) for value in row.values()] for row in rows]
	return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def grid_table(cells: dict) -> str:
	return table([
		{"strength": s, **{f"weight {w:g}": cells[s, w] for w in LORA_WEIGHTS}} for s in LORA_STRENGTHS
	])


def text(value) -> str:
	return f"{value:.3g}" if isinstance(value, float) else str(value)
