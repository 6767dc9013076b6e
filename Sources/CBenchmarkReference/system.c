#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#include "reference.h"

static int64_t clock_now(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int64_t reference_thread_time(void) { return clock_now(CLOCK_THREAD_CPUTIME_ID); }
int64_t reference_wall_time(void) { return clock_now(CLOCK_MONOTONIC); }

static volatile uint64_t sink;
void reference_consume(uint64_t value) { sink ^= value; }

// The program's own malloc family counts and hands on to glibc's.
static _Atomic uint64_t allocations;
uint64_t reference_allocations(void) { return atomic_load(&allocations); }

#ifdef __GLIBC__
#include <malloc.h>
void reference_keep_memory(void) {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, -1);
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void count(void) { atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed); }

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}
void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}
void *realloc(void *block, size_t size) {
  count();
  return __libc_realloc(block, size);
}
void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}
int posix_memalign(void **block, size_t alignment, size_t size) {
  count();
  *block = __libc_memalign(alignment, size);
  return *block ? 0 : ENOMEM;
}
#else
void reference_keep_memory(void) {}
#endif

extern char **environ;

int64_t reference_spawn(const char *path, const char *argument) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  char *arguments[] = {(char *)path, (char *)argument, NULL};
  pid_t child;
  int status = 0;
  int64_t start = reference_wall_time();
  int failed = posix_spawn(&child, path, &actions, NULL, arguments, environ);
  if (!failed) waitpid(child, &status, 0);
  int64_t elapsed = reference_wall_time() - start;
  posix_spawn_file_actions_destroy(&actions);
  return failed || status != 0 ? -1 : elapsed;
}
