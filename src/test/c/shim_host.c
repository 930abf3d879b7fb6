/* Plays ONNX Runtime on a processor of AMD's, with a table of functions that must not be read beyond its end:

   shim_host LIBRARY VERSION FUNCTIONS

   loads a library and writes the errors that its plugin answers with: to several threads at once, and to another ONNX
   Runtime in the same process. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096, THREADS = 8 };

typedef struct {
	const void *(*GetApi)(uint32_t version);
	const char *(*GetVersionString)(void);
} ApiBase;

typedef struct {
	int type;
	uint32_t vendor;
} Device;

static const Device processor = { 0, 0x1022 }, card = { 1, 0x1002 }, unit = { 2, 0x1022 };
static const Device *devices[] = { &processor, &card, &unit };
static void **table;
static int version, functions;
static char text[20];
static void *(*create)(const char *, const ApiBase *, const void *, void **, size_t, size_t *);

static void *status(int code, const char *message) {
	return code == 1 ? strdup(message) : NULL;
}

static int type(const void *device) {
	return ((const Device *) device)->type;
}

static uint32_t vendor(const void *device) {
	return ((const Device *) device)->vendor;
}

static const void *get_api(uint32_t asked) {
	return asked == 1 || asked == (uint32_t) version ? table : NULL;
}

static const char *get_version(void) {
	return text;
}

static void *ask(void *base) {
	void *factories[1];
	size_t count;
	return create("toy", base, devices, factories, functions, &count);
}

int main(int count, char **arguments) {
	static ApiBase first = { get_api, get_version }, second = { get_api, get_version };
	if (count != 4) return 2;
	version = atoi(arguments[2]);
	functions = atoi(arguments[3]);
	snprintf(text, sizeof text, "1.%d.0", version);
	char *pages = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	mprotect(pages + PAGE, PAGE, PROT_NONE);
	table = (void **) (pages + PAGE) - functions;
	for (int i = 0; i < functions; i++)
		table[i] = (void *) (size_t) (i + 4096);
	table[0] = (void *) status;
	table[307] = (void *) type;
	table[308] = (void *) vendor;
	void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
	if (library == NULL) return 3;
	*(void **) &create = dlsym(library, "CreateEpFactories");
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, ask, &first);
	for (int i = 0; i < THREADS; i++) {
		void *answer;
		pthread_join(threads[i], &answer);
		puts(answer);
	}
	puts(ask(&second));
	return 0;
}
