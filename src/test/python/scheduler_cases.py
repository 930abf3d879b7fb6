# Copyright (c) 2026, Img2Img developers. BSD 2-Clause licence, see LICENSE.txt.
"""Goldens of the schedulers' configuration keys that goldens/schedulers.json leaves out.

Writes goldens/schedulers_more.json and .safetensors in the same form; before that, it computes every case of
goldens/schedulers.json anew and compares, which proves that both files follow one procedure.

usage: python scheduler_cases.py [RESOURCES]
"""

import inspect
import json
import math
import sys
import warnings
from pathlib import Path

import diffusers
import torch
from safetensors.torch import load_file, save

from files import RESOURCES, write

SHAPE = (1, 4, 6, 10)
COUNT = math.prod(SHAPE)
PART = [(5, 0.9)]
WHOLE = [(4, 1.0)]
# From 15 steps on the multistep solvers keep their order to the end unless told otherwise.
MANY = [(16, 0.8)]

BASE = dict(num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
LINEAR = dict(beta_start=0.0001, beta_end=0.02, beta_schedule="linear")
# At the very noisiest end of this schedule (a beta of 0.999) the numbers grow to 1e5: strengths below 1 only.
COSINE = dict(beta_schedule="squaredcos_cap_v2", _steps=PART)
TRAINED = dict(num_train_timesteps=100, trained_betas=[
    round(0.001 + 0.0006 * i + 0.0002 * (i % 3), 6) for i in range(100)])
V = dict(prediction_type="v_prediction")
SAMPLE = dict(prediction_type="sample")
LEADING = dict(timestep_spacing="leading", steps_offset=1)
TRAILING = dict(timestep_spacing="trailing")
LINSPACE = dict(timestep_spacing="linspace")
KARRAS = dict(use_karras_sigmas=True)
EXPONENTIAL = dict(use_exponential_sigmas=True)
BETA = dict(use_beta_sigmas=True)
ZERO_SNR = dict(rescale_betas_zero_snr=True, timestep_spacing="trailing", prediction_type="v_prediction", _steps=WHOLE)
THRESHOLD = dict(thresholding=True, dynamic_thresholding_ratio=0.9, sample_max_value=1.2)
CLIP = dict(clip_sample=True, clip_sample_range=0.8)
SIGMA_MIN = dict(final_sigmas_type="sigma_min")
BETAS = [LINEAR, COSINE, TRAINED]
SIGMAS = [KARRAS, EXPONENTIAL, BETA]
# An exact alpha of zero at the noisy end has no lambda: these schedules need their first steps clipped.
CLIPPED_COSINE = dict(lambda_min_clipped=-5.1, **COSINE)


def with_all(common, variants):
    return [{**common, **v} for v in variants]


CONFIGS = {
    "DDIMScheduler": with_all(dict(clip_sample=False), [
        *BETAS, SAMPLE, V, LINSPACE, TRAILING, LEADING, THRESHOLD, CLIP, dict(set_alpha_to_one=False),
        dict(clip_sample=True, set_alpha_to_one=True), ZERO_SNR, dict(_eta=0.5), dict(_eta=1.0, **TRAILING)]),
    "DDPMScheduler": with_all(dict(clip_sample=False), [
        *BETAS, SAMPLE, V, LINSPACE, TRAILING, LEADING, THRESHOLD, CLIP, ZERO_SNR,
        *[dict(variance_type=t) for t in ("fixed_small_log", "fixed_large")],
        dict(beta_schedule="sigmoid")]),
    "PNDMScheduler": [
        dict(skip_prk_steps=False), dict(skip_prk_steps=False, **LEADING), dict(skip_prk_steps=False, **V),
        *with_all(dict(skip_prk_steps=True), [*BETAS, V, LINSPACE, TRAILING, dict(set_alpha_to_one=True)])],
    "LMSDiscreteScheduler": [*BETAS, *SIGMAS, SAMPLE, V, LEADING, TRAILING],
    "EulerDiscreteScheduler": [
        *BETAS, EXPONENTIAL, BETA, SAMPLE, V, LEADING, ZERO_SNR, SIGMA_MIN,
        dict(interpolation_type="log_linear"), dict(timestep_type="continuous", **V),
        dict(timestep_type="continuous", sigma_min=0.002, sigma_max=80.0, use_karras_sigmas=True, **V),
        dict(sigma_min=0.05, sigma_max=12.0, **KARRAS), dict(sigma_min=0.05, sigma_max=12.0, **EXPONENTIAL),
        dict(sigma_min=0.05, sigma_max=12.0, **BETA), {**KARRAS, **SIGMA_MIN}],
    "EulerAncestralDiscreteScheduler": [*BETAS, V, LEADING, TRAILING, ZERO_SNR],
    "HeunDiscreteScheduler": [*BETAS, *SIGMAS, SAMPLE, V, LEADING, TRAILING, CLIP],
    "KDPM2DiscreteScheduler": [*BETAS, *SIGMAS, V, LEADING, TRAILING],
    "KDPM2AncestralDiscreteScheduler": [*BETAS, *SIGMAS, V, LEADING, TRAILING],
    "DPMSolverMultistepScheduler": [
        LINEAR, CLIPPED_COSINE, TRAINED, EXPONENTIAL, BETA, SAMPLE, V, LEADING, TRAILING, ZERO_SNR, THRESHOLD,
        dict(solver_order=1), dict(solver_order=3, _steps=MANY), dict(solver_type="heun"),
        dict(solver_order=3, lower_order_final=False), dict(lower_order_final=False, _steps=MANY),
        dict(euler_at_final=True), SIGMA_MIN, dict(use_lu_lambdas=True), dict(use_lu_lambdas=True, solver_order=3),
        dict(lambda_min_clipped=-2.0),
        *with_all(SIGMA_MIN, [dict(algorithm_type="dpmsolver", solver_order=1), dict(algorithm_type="dpmsolver"),
            dict(algorithm_type="dpmsolver", solver_order=3), dict(algorithm_type="dpmsolver", solver_type="heun"),
            dict(algorithm_type="dpmsolver", **V), dict(algorithm_type="sde-dpmsolver", solver_order=1),
            dict(algorithm_type="sde-dpmsolver"), dict(algorithm_type="sde-dpmsolver", solver_type="heun")]),
        *with_all(dict(algorithm_type="sde-dpmsolver++"), [
            dict(solver_order=1), dict(solver_type="heun"), dict(solver_order=3), V])],
    "DPMSolverSinglestepScheduler": with_all(dict(_steps=PART + WHOLE), [
        LINEAR, CLIPPED_COSINE, TRAINED, *SIGMAS, SAMPLE, V, THRESHOLD, SIGMA_MIN, dict(lambda_min_clipped=-2.0),
        dict(lower_order_final=True, _steps=MANY), dict(solver_type="heun"), dict(solver_order=1),
        dict(solver_order=3, _steps=MANY), dict(solver_order=3, solver_type="heun"),
        dict(solver_order=3, lower_order_final=True), dict(algorithm_type="sde-dpmsolver++"),
        *with_all(SIGMA_MIN, [dict(algorithm_type="dpmsolver"), dict(algorithm_type="dpmsolver", solver_order=3),
            dict(algorithm_type="dpmsolver", solver_order=3, solver_type="heun")])]),
    "DEISMultistepScheduler": [
        LINEAR, TRAINED, *SIGMAS, SAMPLE, V, LEADING, TRAILING, THRESHOLD, dict(solver_order=1),
        dict(solver_order=3, _steps=MANY), dict(solver_order=3, lower_order_final=False),
        dict(solver_type="midpoint")],
    "UniPCMultistepScheduler": [
        LINEAR, TRAINED, *SIGMAS, SAMPLE, V, LEADING, TRAILING, ZERO_SNR, THRESHOLD, SIGMA_MIN,
        dict(solver_order=1), dict(solver_order=3, _steps=MANY),
        # A final sigma of zero makes bh1, and any last step above order 1, compute with an infinite lambda.
        dict(solver_order=3, lower_order_final=False, **SIGMA_MIN),
        dict(solver_type="bh1", **SIGMA_MIN), dict(solver_type="bh1", solver_order=3, **SIGMA_MIN),
        dict(predict_x0=False, **SIGMA_MIN),
        dict(predict_x0=False, solver_type="bh1", solver_order=3, **SIGMA_MIN), dict(disable_corrector=[0, 2])],
    "LCMScheduler": [
        *BETAS, SAMPLE, V, THRESHOLD, CLIP, ZERO_SNR, dict(set_alpha_to_one=False), dict(timestep_scaling=5.0),
        dict(original_inference_steps=20), dict(_set_timesteps=dict(original_inference_steps=25)),
        *with_all(dict(_slice_strength=True, _steps=PART + [(4, 0.6)]), [{}, dict(original_inference_steps=100)])],
    "TCDScheduler": [
        *BETAS[:2], SAMPLE, V, THRESHOLD, CLIP, ZERO_SNR, dict(set_alpha_to_one=False),
        dict(original_inference_steps=20), dict(_eta=0.3), dict(_eta=0.7), dict(_eta=1.0),
        dict(_slice_strength=True, _steps=PART + [(4, 0.6)])],
    "FlowMatchEulerDiscreteScheduler": [
        dict(shift=1.0), *with_all(dict(shift=3.0), SIGMAS), dict(shift=3.0, shift_terminal=0.1),
        dict(use_dynamic_shifting=True, _set_timesteps=dict(mu=0.8)),
        dict(use_dynamic_shifting=True, time_shift_type="linear", _set_timesteps=dict(mu=1.5)),
        dict(use_dynamic_shifting=True, shift_terminal=0.02, _set_timesteps=dict(mu=0.8)),
        dict(shift=1.5, stochastic_sampling=True)],
}

# What the classes themselves refuse, when they are made or when they run.
REFUSED = [
    ("PNDMScheduler", dict(skip_prk_steps=True, **SAMPLE)),
    ("EulerAncestralDiscreteScheduler", SAMPLE),
    ("KDPM2DiscreteScheduler", SAMPLE),
    ("KDPM2AncestralDiscreteScheduler", SAMPLE),
    ("DPMSolverMultistepScheduler", dict(algorithm_type="dpmsolver")),
    ("DPMSolverMultistepScheduler", dict(algorithm_type="sde-dpmsolver")),
    ("DPMSolverSinglestepScheduler", dict(algorithm_type="dpmsolver")),
    ("DPMSolverMultistepScheduler", dict(solver_type="rk4")),
    ("DEISMultistepScheduler", dict(algorithm_type="other")),
    ("DDIMScheduler", dict(beta_schedule="sigmoid")),
    ("DDIMScheduler", dict(prediction_type="noise")),
    ("DDIMScheduler", dict(timestep_spacing="even")),
    ("LMSDiscreteScheduler", dict(use_karras_sigmas=True, use_beta_sigmas=True)),
]


def model(x, t):
    i = torch.arange(x.numel(), dtype=torch.float32).reshape(x.shape)
    t = torch.as_tensor(t, dtype=torch.float32)
    return 0.25 * x + 0.1 * torch.sin(t / 100) + 0.05 * torch.cos(7 * i / x.numel())


def clean():
    return torch.linspace(-1.5, 1.5, COUNT).reshape(SHAPE)


def sliced(scheduler, steps, strength, flow):
    """Timesteps from the first one that strength leaves, as the image-to-image pipelines cut them."""
    effective = min(steps * strength, steps) if flow else min(int(steps * strength), steps)
    t_start = int(max(steps - effective, 0))
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(t_start * scheduler.order)
    return t_start, scheduler.timesteps[t_start * scheduler.order:]


def run(case):
    """Runs one case; completes it with what the scheduler shows and returns its tensors."""
    scheduler = getattr(diffusers, case["scheduler"])(**case["config"])
    flow = case["scheduler"].startswith("FlowMatch")
    scheduler.set_timesteps(case["steps"], **case.get("set_timesteps", {}))
    t_start, timesteps = sliced(scheduler, case["steps"], case["strength"], flow)
    generator = torch.Generator().manual_seed(case["seed"])
    noise = torch.randn(SHAPE, generator=generator)
    if flow:
        x = scheduler.scale_noise(clean(), timesteps[:1], noise)
    else:
        x = scheduler.add_noise(clean(), noise, timesteps[:1])
    noised = x
    # The pipelines pass eta, 0 unless asked otherwise, to every scheduler that takes it.
    available = dict(eta=case.get("eta", 0.0), generator=generator)
    options = {k: v for k, v in available.items() if k in inspect.signature(scheduler.step).parameters}
    trajectory = []
    for t in timesteps:
        scaled = x if flow else scheduler.scale_model_input(x, t)
        x = scheduler.step(model(scaled, t), t, x, **options, return_dict=False)[0]
        trajectory.append(x)
    sigmas = getattr(scheduler, "sigmas", None)
    case.update(
        order=scheduler.order, t_start=t_start, timesteps=[float(t) for t in timesteps],
        sigmas=None if sigmas is None else [float(s) for s in sigmas],
        init_noise_sigma=None if flow else float(scheduler.init_noise_sigma), model_calls=len(trajectory),
        finite=bool(torch.isfinite(torch.cat(trajectory)).all()))
    return {"noised": noised.contiguous(), "trajectory": torch.cat(trajectory)}


def check_against(resources):
    """Computes the cases of goldens/schedulers.json with this procedure."""
    given = json.loads((resources / "goldens" / "schedulers.json").read_text())
    tensors = load_file(resources / "goldens" / "schedulers.safetensors")
    worst = 0.0
    for expected in given["cases"]:
        case = {k: expected[k] for k in ("name", "scheduler", "config", "steps", "strength", "seed")}
        for key, value in run(case).items():
            reference = tensors[f"{case['name']}.{key}"]
            worst = max(worst, float((value - reference).abs().max() / reference.abs().max()))
        for key in ("timesteps", "sigmas"):
            if expected[key] is not None:
                difference = torch.tensor(case[key]) - torch.tensor(expected[key])
                worst = max(worst, float(difference.abs().max() / torch.tensor(expected[key]).abs().max()))
        if worst > 1e-5 or len(case["timesteps"]) != len(expected["timesteps"]):
            raise AssertionError(f"{case['name']} differs from goldens/schedulers.json (relative error {worst:.1e})")
    print(f"{len(given['cases'])} cases of schedulers.json agree within a relative error of {worst:.1e}")


def cases():
    index = 0
    for name, configs in CONFIGS.items():
        for config in configs:
            flow = name.startswith("FlowMatch")
            full = {**(dict(num_train_timesteps=1000) if flow else BASE), **config}
            settings = {k: full.pop(k) for k in list(full) if k.startswith("_")}
            for steps, strength in settings.get("_steps", PART):
                case = dict(name=f"{index:03d}_{name}_{steps}_{strength}", scheduler=name, config=full, steps=steps,
                            strength=strength, seed=2000 + index)
                if "_eta" in settings:
                    case["eta"] = settings["_eta"]
                arguments = dict(settings.get("_set_timesteps", {}))
                if settings.get("_slice_strength"):
                    arguments["strength"] = strength
                if arguments:
                    case["set_timesteps"] = arguments
                yield case
            index += 1


def refusals():
    for name, config in REFUSED:
        case = dict(scheduler=name, config={**BASE, **config}, steps=4, strength=1.0, seed=1)
        try:
            run(dict(case))
        except (ValueError, NotImplementedError, ImportError) as e:
            yield dict(scheduler=name, config=case["config"], error=type(e).__name__)
        else:
            raise AssertionError(f"{name} takes {config}")


def main(resources):
    check_against(resources)
    tensors, done = {}, []
    for case in cases():
        for key, value in run(case).items():
            tensors[f"{case['name']}.{key}"] = value
        if not case["finite"]:
            raise AssertionError(f"{case['name']} {case['config']} is not finite")
        done.append(case)
    write(resources / "goldens" / "schedulers_more.safetensors", save(tensors))
    write(resources / "goldens" / "schedulers_more.json", json.dumps(dict(
        diffusers=diffusers.__version__, torch=torch.__version__,
        model="0.25*x + 0.1*sin(t/100) + 0.05*cos(7*i/n)", clean="linspace(-1.5, 1.5, 240) as (1,4,6,10)",
        cases=done, refused=list(refusals()))).encode())
    print(f"{len(done)} cases written")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else RESOURCES)
