/* Plays a plugin for ONNX Runtime: its error is what it was told of the devices, which it gets in the logger's place, and
   how many of the other functions are not those of shim_host.c. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
	const void *(*GetApi)(uint32_t version);
	const char *(*GetVersionString)(void);
} ApiBase;

void *CreateEpFactories(const char *name, const ApiBase *base, const void *devices, void **factories, size_t most,
	size_t *count)
{
	void *const *api = base->GetApi(atoi(base->GetVersionString() + 2));
	uint32_t (*vendor)(const void *) = (uint32_t (*)(const void *)) api[308];
	char message[200];
	int changed = 0;
	for (size_t i = 0; i < most; i++)
		if (i != 0 && i != 307 && i != 308) changed += (size_t) api[i] != i + 4096;
	const char *const *device = devices;
	snprintf(message, sizeof message, "%s: CPU %x, GPU %x, NPU %x, %d changed", name, vendor(device[0]), vendor(device[1]),
		vendor(device[2]), changed);
	*count = 0;
	factories[0] = NULL;
	return ((void *(*)(int, const char *)) api[0])(1, message);
}

void *ReleaseEpFactory(void *factory) {
	return factory;
}
