/* Preloaded into a program, writes a line for each name that it looks up, each address that it turns to, and each file
   and folder that it makes, to the file that WATCH_LOG names. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void say(const char *what, const char *which) {
	const char *log = getenv("WATCH_LOG");
	char line[8192];
	int length = snprintf(line, sizeof line, "%s %s\n", what, which ? which : "?");
	if (!log || length <= 0) return;
	int file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (file < 0) return;
	if (syscall(SYS_write, file, line, length < (int) sizeof line ? length : (int) sizeof line - 1) < 0) abort();
	syscall(SYS_close, file);
}

static void address(const char *what, const struct sockaddr *to) {
	char text[INET6_ADDRSTRLEN] = "?";
	if (!to) return;
	if (to->sa_family == AF_INET) inet_ntop(AF_INET, &((const struct sockaddr_in *) to)->sin_addr, text, sizeof text);
	else if (to->sa_family == AF_INET6) inet_ntop(AF_INET6, &((const struct sockaddr_in6 *) to)->sin6_addr, text,
		sizeof text);
	else return;
	say(what, text);
}

#define NEXT(name) __typeof__(name) *next = (__typeof__(name) *) dlsym(RTLD_NEXT, #name)

int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **result) {
	NEXT(getaddrinfo);
	say("resolve", node);
	return next(node, service, hints, result);
}

struct hostent *gethostbyname(const char *name) {
	NEXT(gethostbyname);
	say("resolve", name);
	return next(name);
}

struct hostent *gethostbyname2(const char *name, int family) {
	NEXT(gethostbyname2);
	say("resolve", name);
	return next(name, family);
}

int connect(int socket, const struct sockaddr *to, socklen_t length) {
	NEXT(connect);
	address("connect", to);
	return next(socket, to, length);
}

ssize_t sendto(int socket, const void *data, size_t size, int flags, const struct sockaddr *to, socklen_t length) {
	NEXT(sendto);
	address("send", to);
	return next(socket, data, size, flags, to, length);
}

#define OPEN(name) \
	int name(const char *path, int flags, ...) { \
		NEXT(name); \
		va_list more; \
		va_start(more, flags); \
		int mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, int) : 0; \
		va_end(more); \
		if (flags & O_CREAT) say("create", path); \
		return next(path, flags, mode); \
	}

OPEN(open)
OPEN(open64)

#define OPEN_AT(name) \
	int name(int folder, const char *path, int flags, ...) { \
		NEXT(name); \
		va_list more; \
		va_start(more, flags); \
		int mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, int) : 0; \
		va_end(more); \
		if (flags & O_CREAT) say("create", path); \
		return next(folder, path, flags, mode); \
	}

OPEN_AT(openat)
OPEN_AT(openat64)

#define STREAM(name) \
	FILE *name(const char *path, const char *mode) { \
		NEXT(name); \
		if (strpbrk(mode, "wa")) say("create", path); \
		return next(path, mode); \
	}

STREAM(fopen)
STREAM(fopen64)

int mkdir(const char *path, mode_t mode) {
	NEXT(mkdir);
	say("create", path);
	return next(path, mode);
}
