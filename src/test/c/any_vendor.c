/*
 * Stands before OpenVINO's plugin for ONNX Runtime, which takes devices of Intel's only, and tells it that all are: on
 * other processors of this instruction set it computes as well. For tests on such machines.
 *
 * cc -shared -fPIC -DPLUGIN='"FILE"' -o LIBRARY any_vendor.c -ldl
 *
 * FILE is the plugin's own library, by its name in the folder of LIBRARY.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What onnxruntime_c_api.h says, whose table only ever grows at its end; copied is more than there is of it. */
enum { HARDWARE_DEVICE_VENDOR_ID = 308, COPIED = 512, INTEL = 0x8086 };

typedef struct {
	const void *(*GetApi)(uint32_t version);
	const char *(*GetVersionString)(void);
} OrtApiBase;

typedef void *(*CreateFunction)(const char *, const OrtApiBase *, const void *, void **, size_t, size_t *);
typedef void *(*ReleaseFunction)(void *);

static const OrtApiBase *runtime;
static void *table[COPIED];

static uint32_t vendor(const void *device) {
	(void) device;
	return INTEL;
}

static const void *get_api(uint32_t version) {
	const void *api = runtime->GetApi(version);
	if (api == NULL) return NULL;
	memcpy(table, api, sizeof table);
	table[HARDWARE_DEVICE_VENDOR_ID] = (void *) vendor;
	return table;
}

static void *plugin(const char *function) {
	static void *library;
	Dl_info own;
	char path[4096];
	if (library == NULL && dladdr((void *) plugin, &own)) {
		const char *name = strrchr(own.dli_fname, '/');
		snprintf(path, sizeof path, "%.*s%s", name ? (int) (name + 1 - own.dli_fname) : 0, own.dli_fname, PLUGIN);
		library = dlopen(path, RTLD_NOW);
	}
	if (library == NULL) {
		fprintf(stderr, "%s\n", dlerror());
		abort();
	}
	return dlsym(library, function);
}

void *CreateEpFactories(const char *name, const OrtApiBase *given, const void *logger, void **factories, size_t most,
	size_t *count)
{
	static OrtApiBase base;
	runtime = given;
	base = *given;
	base.GetApi = get_api;
	return ((CreateFunction) plugin("CreateEpFactories"))(name, &base, logger, factories, most, count);
}

void *ReleaseEpFactory(void *factory) {
	return ((ReleaseFunction) plugin("ReleaseEpFactory"))(factory);
}
