/*
 * Stands before OpenVINO's plugin for ONNX Runtime, which takes processors of Intel's only, and tells it that the one of
 * this machine is such a one: on others of the same instruction set it computes as well. That is the only answer of ONNX
 * Runtime's that is changed; graphics processors, and what a processor is called, stay what they are.
 *
 * Built by build.py. PLUGIN is the file name of the plugin's own library, which lies in the folder of this one.
 */
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#define EXPORTED __declspec(dllexport)
#else
#include <dlfcn.h>
#define EXPORTED __attribute__((visibility("default")))
#endif

/* What onnxruntime_c_api.h says: places in the table of its functions, which only ever grows at its end, and values. */
enum { CREATE_STATUS = 0, HARDWARE_TYPE = 307, HARDWARE_VENDOR_ID = 308, MOST_FUNCTIONS = 425 };
enum { STATUS_FAIL = 1, TYPE_CPU = 0, INTEL = 0x8086 };

typedef struct {
	const void *(*GetApi)(uint32_t version);
	const char *(*GetVersionString)(void);
} ApiBase;

typedef void *(*StatusFunction)(int code, const char *message);
typedef int (*TypeFunction)(const void *device);
typedef uint32_t (*VendorFunction)(const void *device);
typedef void *(*CreateFunction)(const char *, const ApiBase *, const void *, void **, size_t, size_t *);
typedef void *(*ReleaseFunction)(void *);

/* The first that came; the functions of another one in the same process are not mixed with its own. */
static const ApiBase *_Atomic runtime;

static atomic_flag busy = ATOMIC_FLAG_INIT;
static void *table[MOST_FUNCTIONS];
static size_t filled;
static TypeFunction device_type;
static VendorFunction device_vendor;

/* How many functions a version of the table has; 0 where that is not known. */
static size_t functions(uint32_t version) {
	enum { FIRST = 22 };
	static const uint16_t known[] = { 318, 390, 412, 419, 419, 422, 424, MOST_FUNCTIONS };
	return version >= FIRST && version - FIRST < sizeof known / sizeof *known ? known[version - FIRST] : 0;
}

static uint32_t vendor(const void *device) {
	return device_type(device) == TYPE_CPU ? INTEL : device_vendor(device);
}

/* A table of a version that is not known here is passed on as it is; the plugin then finds no device. */
static const void *get_api(uint32_t version) {
	void *const *api = atomic_load(&runtime)->GetApi(version);
	size_t count = functions(version);
	if (api == NULL || count == 0) return api;
	while (atomic_flag_test_and_set(&busy));
	/* NB: nothing is written twice, since others may read what is there already. */
	if (filled == 0) {
		device_type = (TypeFunction) api[HARDWARE_TYPE];
		device_vendor = (VendorFunction) api[HARDWARE_VENDOR_ID];
	}
	for (; filled < count; filled++)
		table[filled] = filled == HARDWARE_VENDOR_ID ? (void *) vendor : api[filled];
	atomic_flag_clear(&busy);
	return table;
}

static const char *get_version(void) {
	return atomic_load(&runtime)->GetVersionString();
}

#ifdef _WIN32

static FARPROC plugin(const char *function, const char **fault) {
	enum { MOST = 32768 };
	HMODULE own, library = NULL;
	WCHAR *path = LocalAlloc(LMEM_FIXED, MOST * sizeof *path);
	*fault = "Windows cannot load " PLUGIN;
	/* NB: pinned, since the plugin may call what is here for as long as it is loaded itself. */
	if (path != NULL && GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN,
		(LPCWSTR) (void *) vendor, &own))
	{
		static const WCHAR name[] = L"" PLUGIN;
		DWORD end = GetModuleFileNameW(own, path, MOST);
		while (end > 0 && path[end - 1] != L'\\') end--;
		if (end + sizeof name / sizeof *name <= MOST) {
			for (size_t i = 0; i < sizeof name / sizeof *name; i++) ((volatile WCHAR *) path)[end + i] = name[i];
			library = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DEFAULT_DIRS | LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR);
		}
	}
	LocalFree(path);
	if (library == NULL) return NULL;
	*fault = PLUGIN " is no plugin for ONNX Runtime";
	return GetProcAddress(library, function);
}

BOOL WINAPI DllMainCRTStartup(HINSTANCE own, DWORD reason, LPVOID reserved) {
	(void) own, (void) reason, (void) reserved;
	return TRUE;
}

#else

/* NB: linked so that it is not unloaded, since the plugin may call what is here for as long as it is loaded itself. */
static void *plugin(const char *function, const char **fault) {
	static const char name[] = PLUGIN;
	char path[4096];
	Dl_info own;
	*fault = "the folder of " PLUGIN " is not known";
	if (!dladdr((void *) vendor, &own)) return NULL;
	const char *slash = strrchr(own.dli_fname, '/');
	size_t folder = slash == NULL ? 0 : slash + 1 - own.dli_fname;
	if (folder + sizeof name > sizeof path) return NULL;
	memcpy(path, own.dli_fname, folder);
	memcpy(path + folder, name, sizeof name);
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	void *found = library == NULL ? NULL : dlsym(library, function);
	if (found == NULL) *fault = dlerror();
	return found;
}

#endif

EXPORTED void *CreateEpFactories(const char *name, const ApiBase *given, const void *logger, void **factories,
	size_t most, size_t *count)
{
	static const ApiBase changed = { get_api, get_version };
	const char *fault;
	CreateFunction create = (CreateFunction) plugin("CreateEpFactories", &fault);
	if (create == NULL) {
		void *const *api = given->GetApi(1);
		return ((StatusFunction) api[CREATE_STATUS])(STATUS_FAIL, fault);
	}
	const ApiBase *first = NULL;
	bool ours = atomic_compare_exchange_strong(&runtime, &first, given) || first == given;
	return create(name, ours ? &changed : given, logger, factories, most, count);
}

EXPORTED void *ReleaseEpFactory(void *factory) {
	const char *fault;
	ReleaseFunction release = (ReleaseFunction) plugin("ReleaseEpFactory", &fault);
	return release == NULL ? NULL : release(factory);
}
