/*
 * An operator for ONNX Runtime that computes convolutions as winograd.h says, on ONNX Runtime's threads and in its memory.
 * Built by build.py.
 */
#include "winograd.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef _WIN32
#define EXPORTED __declspec(dllexport)

__declspec(dllimport) int GetModuleHandleExA(unsigned long flags, const char *name, void **module);

/* NB: what compilers expect of a runtime library, which this one does without. */
int DllMainCRTStartup(void *module, unsigned long reason, void *reserved) {
	(void) module, (void) reason, (void) reserved;
	return 1;
}

void *memcpy(void *to, const void *from, size_t count) {
	void *at = to;
	__asm__ volatile("rep movsb" : "+D"(at), "+S"(from), "+c"(count) : : "memory");
	return to;
}

void *memset(void *to, int value, size_t count) {
	void *at = to;
	__asm__ volatile("rep stosb" : "+D"(at), "+c"(count) : "a"(value) : "memory");
	return to;
}
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

/* What onnxruntime_c_api.h says: places in the table of its functions, which only ever grows at its end, and values. */
enum {
	CREATE_STATUS = 0, CREATE_DOMAIN = 26, ADD_TO_DOMAIN = 27, ADD_DOMAIN = 28, TENSOR_DATA = 51, SET_DIMENSIONS = 59,
	COUNT_DIMENSIONS = 61, DIMENSIONS = 62, NAMES = 63, SHAPE_OF = 65, ALLOCATE = 75, FREE = 76, INPUT = 90, OUTPUT = 91,
	RELEASE_STATUS = 93, RELEASE_SHAPE = 99, RELEASE_ALLOCATOR = 132, INFERRED_INPUT = 268, INFERRED_OUTPUT = 270,
	SET_NAMES = 271, PARALLEL_FOR = 274, KERNEL_ALLOCATOR = 278
};
enum { VERSION = 17, INVALID_ARGUMENT = 2, FLOATS = 1, REQUIRED = 0, DEFAULT_MEMORY = 0 };

typedef void status;
typedef void *const *table;

typedef struct {
	table (*GetApi)(uint32_t version);
	const char *(*GetVersionString)(void);
} ApiBase;

typedef struct operator operator;

struct operator {
	uint32_t version;
	void *(*CreateKernel)(const operator *, table, const void *);
	const char *(*GetName)(const operator *);
	const char *(*GetExecutionProviderType)(const operator *);
	int (*GetInputType)(const operator *, size_t);
	size_t (*GetInputTypeCount)(const operator *);
	int (*GetOutputType)(const operator *, size_t);
	size_t (*GetOutputTypeCount)(const operator *);
	void (*KernelCompute)(void *, void *);
	void (*KernelDestroy)(void *);
	int (*GetInputCharacteristic)(const operator *, size_t);
	int (*GetOutputCharacteristic)(const operator *, size_t);
	int (*GetInputMemoryType)(const operator *, size_t);
	int (*GetVariadicInputMinArity)(const operator *);
	int (*GetVariadicInputHomogeneity)(const operator *);
	int (*GetVariadicOutputMinArity)(const operator *);
	int (*GetVariadicOutputHomogeneity)(const operator *);
	status *(*CreateKernelV2)(const operator *, table, const void *, void **);
	status *(*KernelComputeV2)(void *, void *);
	status *(*InferOutputShapeFn)(const operator *, void *);
	int (*GetStartVersion)(const operator *);
	int (*GetEndVersion)(const operator *);
};

#define FUNCTION(place, ...) ((status *(*)(__VA_ARGS__)) api[place])
#define RELEASE(place) ((void (*)(void *)) api[place])

/* The first that came; there is one in a process. */
static _Atomic(table) runtime;

/* Tiles and channels of the result of one task, channels that one task transforms, and bytes of what is transformed at once. */
enum { TILES = 256, RESULTS = 32, CHANNELS = 8, WAVE = 16 << 20 };

static size_t parts(size_t all, size_t part) {
	return (all + part - 1) / part;
}

/* -- What the processor can -- */

#ifdef __x86_64__

static void cpuid(uint32_t leaf, uint32_t r[4]) {
	__asm__ volatile("cpuid" : "=a"(r[0]), "=b"(r[1]), "=c"(r[2]), "=d"(r[3]) : "a"(leaf), "c"(0));
}

static bool has(uint32_t bits, uint32_t wanted) {
	return (bits & wanted) == wanted;
}

static const winograd *best(void) {
	enum { FMA_MOVBE_XSAVE_AVX_F16C = 1 << 12 | 1 << 22 | 3 << 26 | 3 << 28 };
	enum { BMI1_AVX2_BMI2 = 1 << 3 | 1 << 5 | 1 << 8, LZCNT = 1 << 5 };
	static const uint32_t AVX512 = 1u << 16 | 1u << 17 | 1u << 28 | 1u << 30 | 1u << 31;
	uint32_t top[4], first[4], seventh[4], extended[4], low, high;
	cpuid(0, top);
	cpuid(1, first);
	if (top[0] < 7 || !has(first[2], FMA_MOVBE_XSAVE_AVX_F16C)) return &winograd_baseline;
	cpuid(7, seventh);
	cpuid(0x80000001, extended);
	__asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
	if (!has(low, 0x6) || !has(seventh[1], BMI1_AVX2_BMI2) || !has(extended[2], LZCNT)) return &winograd_baseline;
	return has(low, 0xe6) && has(seventh[1], AVX512) ? &winograd_avx512 : &winograd_avx2;
}

#else

static const winograd *best(void) {
	return &winograd_baseline;
}

#endif

/* -- Computing -- */

typedef struct {
	table api;
	void *allocator;
	const winograd *functions;
} kernel;

typedef struct {
	const kernel *owner;
	const convolution *it;
	size_t first, panels, most;
	float *transformed;
	_Atomic(status *) fault;
} wave;

static status *fault_of(table api, const char *message) {
	return FUNCTION(CREATE_STATUS, int, const char *)(INVALID_ARGUMENT, message);
}

static status *allocate(const kernel *owner, size_t floats, float **memory) {
	table api = owner->api;
	void *got = NULL;
	status *fault = FUNCTION(ALLOCATE, void *, size_t, void **)(owner->allocator, floats * sizeof(float), &got);
	*memory = got;
	return fault != NULL || got != NULL ? fault : fault_of(api, "no memory for a convolution");
}

static void release(const kernel *owner, void *memory) {
	table api = owner->api;
	status *fault = FUNCTION(FREE, void *, void *)(owner->allocator, memory);
	if (fault != NULL) RELEASE(RELEASE_STATUS)(fault);
}

static void transform(void *data, size_t task) {
	const wave *now = data;
	for (size_t channel = task * CHANNELS; channel < least((task + 1) * CHANNELS, now->it->channels); channel++)
		now->owner->functions->transform(now->it, now->first, now->panels, channel, now->transformed);
}

static void multiply(void *data, size_t task) {
	wave *now = data;
	table api = now->owner->api;
	size_t across = parts(now->it->results, RESULTS);
	size_t panel = task / across * now->most, from = task % across * RESULTS;
	size_t panels = least(now->most, now->panels - panel), count = least(RESULTS, now->it->results - from);
	float *scratch;
	status *fault = allocate(now->owner, now->owner->functions->scratch(now->it, panels, count), &scratch);
	if (fault == NULL) {
		now->owner->functions->multiply(now->it, now->first + panel * now->owner->functions->panel, panels,
			now->transformed + panel * PLACES * now->it->channels * now->owner->functions->panel, from, count, scratch);
		release(now->owner, scratch);
	}
	else {
		fault = atomic_exchange(&now->fault, fault);
		if (fault != NULL) RELEASE(RELEASE_STATUS)(fault);
	}
}

static status *convolve(const kernel *owner, void *context, const convolution *it) {
	table api = owner->api;
	const winograd *functions = owner->functions;
	size_t panels = parts(it->images * it->down * it->across, functions->panel);
	size_t panel = PLACES * it->channels * functions->panel, most = TILES / functions->panel;
	size_t at_once = least(parts(parts(WAVE, panel * sizeof(float)), most) * most, panels);
	wave now = { owner, it, 0, 0, most, NULL, NULL };
	status *fault = allocate(owner, at_once * panel, &now.transformed);
	for (size_t at = 0; fault == NULL && at < panels; at += at_once) {
		now.first = at * functions->panel;
		now.panels = least(at_once, panels - at);
		fault = FUNCTION(PARALLEL_FOR, void *, void (*)(void *, size_t), size_t, size_t, void *)(context, transform,
			parts(it->channels, CHANNELS), 0, &now);
		if (fault == NULL) fault = FUNCTION(PARALLEL_FOR, void *, void (*)(void *, size_t), size_t, size_t, void *)(context,
			multiply, parts(now.panels, most) * parts(it->results, RESULTS), 0, &now);
		if (fault == NULL) fault = atomic_exchange(&now.fault, NULL);
	}
	if (now.transformed != NULL) release(owner, now.transformed);
	return fault;
}

/* -- The operator -- */

/* An input's data and its sizes, of which there are RANK. */
static status *input(table api, void *context, size_t place, size_t rank, const float **data, int64_t *sizes) {
	void *value = NULL, *shape = NULL;
	size_t count = 0;
	status *fault = FUNCTION(INPUT, void *, size_t, void **)(context, place, &value);
	if (fault == NULL) fault = FUNCTION(SHAPE_OF, void *, void **)(value, &shape);
	if (fault == NULL) fault = FUNCTION(COUNT_DIMENSIONS, void *, size_t *)(shape, &count);
	if (fault == NULL && count != rank) fault = fault_of(api, "an input of a convolution has another rank than it should have");
	if (fault == NULL) fault = FUNCTION(DIMENSIONS, void *, int64_t *, size_t)(shape, sizes, rank);
	if (fault == NULL) fault = FUNCTION(TENSOR_DATA, void *, void **)(value, (void **) data);
	if (shape != NULL) RELEASE(RELEASE_SHAPE)(shape);
	return fault;
}

static status *compute(void *data, void *context) {
	const kernel *owner = data;
	table api = owner->api;
	int64_t image[4], weights[4], bias[1];
	convolution it = { 0 };
	status *fault = input(api, context, 0, 4, &it.image, image);
	if (fault == NULL) fault = input(api, context, 1, 4, &it.weights, weights);
	if (fault == NULL) fault = input(api, context, 2, 1, &it.bias, bias);
	if (fault != NULL) return fault;
	if (image[1] != weights[1] || weights[0] != bias[0] || weights[2] != 3 || weights[3] != 3 || weights[0] % GROUP != 0 ||
		weights[1] % GROUP != 0) return fault_of(api, "the inputs of a convolution do not fit each other");
	int64_t sizes[4] = { image[0], weights[0], image[2], image[3] };
	void *result = NULL;
	fault = FUNCTION(OUTPUT, void *, size_t, const int64_t *, size_t, void **)(context, 0, sizes, 4, &result);
	if (fault == NULL) fault = FUNCTION(TENSOR_DATA, void *, void **)(result, (void **) &it.result);
	if (fault != NULL) return fault;
	it.images = (size_t) image[0];
	it.channels = (size_t) image[1];
	it.results = (size_t) weights[0];
	it.height = (size_t) image[2];
	it.width = (size_t) image[3];
	it.down = parts(it.height, 2);
	it.across = parts(it.width, 2);
	if (it.images * it.channels * it.results * it.height * it.width == 0) return NULL;
	return convolve(owner, context, &it);
}

static status *create(const operator *this, table api, const void *info, void **made) {
	(void) this;
	kernel found = { api, NULL, best() };
	float *memory = NULL;
	status *fault = FUNCTION(KERNEL_ALLOCATOR, const void *, int, void **)(info, DEFAULT_MEMORY, &found.allocator);
	if (fault != NULL) return fault;
	fault = allocate(&found, parts(sizeof found, sizeof(float)), &memory);
	if (fault == NULL) {
		*made = memory;
		*(kernel *) *made = found;
	}
	else RELEASE(RELEASE_ALLOCATOR)(found.allocator);
	return fault;
}

static void destroy(void *data) {
	kernel owner = *(kernel *) data;
	table api = owner.api;
	release(&owner, data);
	RELEASE(RELEASE_ALLOCATOR)(owner.allocator);
}

/* What comes out has the sizes of the image, but for the channels. */
static status *infer(const operator *this, void *context) {
	(void) this;
	table api = atomic_load(&runtime);
	void *image = NULL, *weights = NULL;
	size_t rank = 0, other = 0;
	int64_t sizes[4], results[4];
	const char *names[4];
	status *fault = FUNCTION(INFERRED_INPUT, void *, size_t, void **)(context, 0, &image);
	if (fault == NULL) fault = FUNCTION(INFERRED_INPUT, void *, size_t, void **)(context, 1, &weights);
	if (fault == NULL) fault = FUNCTION(COUNT_DIMENSIONS, void *, size_t *)(image, &rank);
	if (fault == NULL) fault = FUNCTION(COUNT_DIMENSIONS, void *, size_t *)(weights, &other);
	if (fault != NULL || rank != 4 || other != 4) return fault;
	fault = FUNCTION(DIMENSIONS, void *, int64_t *, size_t)(image, sizes, 4);
	if (fault == NULL) fault = FUNCTION(DIMENSIONS, void *, int64_t *, size_t)(weights, results, 4);
	if (fault == NULL) fault = FUNCTION(NAMES, void *, const char **, size_t)(image, names, 4);
	if (fault != NULL) return fault;
	sizes[1] = results[0];
	names[1] = "";
	/* NB: those that are neither known nor named would all be taken for the same. */
	for (size_t i = 0; i < 4; i++)
		if (sizes[i] < 0 && (names[i] == NULL || *names[i] == 0)) return NULL;
	/* NB: the names belong to what describes the image, so the answer is written into what describes the weights. */
	fault = FUNCTION(SET_DIMENSIONS, void *, const int64_t *, size_t)(weights, sizes, 4);
	if (fault == NULL) fault = FUNCTION(SET_NAMES, void *, const char **, size_t)(weights, names, 4);
	return fault == NULL ? FUNCTION(INFERRED_OUTPUT, void *, size_t, const void *)(context, 0, weights) : fault;
}

static const char *name(const operator *this) {
	(void) this;
	return "WinogradConv";
}

static const char *provider(const operator *this) {
	(void) this;
	return "CPUExecutionProvider";
}

static size_t inputs(const operator *this) {
	(void) this;
	return 3;
}

static size_t outputs(const operator *this) {
	(void) this;
	return 1;
}

static int floats(const operator *this, size_t place) {
	(void) this, (void) place;
	return FLOATS;
}

static int required(const operator *this, size_t place) {
	(void) this, (void) place;
	return REQUIRED;
}

static int memory(const operator *this, size_t place) {
	(void) this, (void) place;
	return DEFAULT_MEMORY;
}

static int one(const operator *this) {
	(void) this;
	return 1;
}

static int any(const operator *this) {
	(void) this;
	return INT32_MAX;
}

static const operator convolution_operator = {
	.version = VERSION, .GetName = name, .GetExecutionProviderType = provider, .GetInputType = floats,
	.GetInputTypeCount = inputs, .GetOutputType = floats, .GetOutputTypeCount = outputs, .KernelDestroy = destroy,
	.GetInputCharacteristic = required, .GetOutputCharacteristic = required, .GetInputMemoryType = memory,
	.GetVariadicInputMinArity = one, .GetVariadicInputHomogeneity = one, .GetVariadicOutputMinArity = one,
	.GetVariadicOutputHomogeneity = one, .CreateKernelV2 = create, .KernelComputeV2 = compute, .InferOutputShapeFn = infer,
	.GetStartVersion = one, .GetEndVersion = any
};

/* Keeps this library loaded: ONNX Runtime lets go of it together with a session's options, which go before the session. */
static void stay(void) {
#ifdef _WIN32
	enum { PIN = 1, FROM_ADDRESS = 4 };
	void *module;
	GetModuleHandleExA(PIN | FROM_ADDRESS, (const char *) &convolution_operator, &module);
#endif
}

/* Called by ONNX Runtime for each session that asks for this library. */
EXPORTED status *RegisterCustomOps(void *options, const ApiBase *base) {
	static _Atomic(void *) domain;
	table api = base->GetApi(VERSION);
	/* NB: without a table there is nothing to say it with; the session then finds no such operator. */
	if (api == NULL) return NULL;
	atomic_store(&runtime, api);
	stay();
	void *ours = atomic_load(&domain);
	if (ours == NULL) {
		status *fault = FUNCTION(CREATE_DOMAIN, const char *, void **)("img2img", &ours);
		if (fault == NULL) fault = FUNCTION(ADD_TO_DOMAIN, void *, const void *)(ours, &convolution_operator);
		if (fault != NULL) return fault;
		/* NB: of two that come at once, one is not used by later sessions, but stays for its own. */
		atomic_store(&domain, ours);
	}
	return FUNCTION(ADD_DOMAIN, void *, void *)(options, ours);
}
