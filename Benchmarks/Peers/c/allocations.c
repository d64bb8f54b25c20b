// Counts the allocations of the program that it is loaded into (LD_PRELOAD), and prints their number when it ends.

#define _GNU_SOURCE
#include <malloc.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

static atomic_long count;

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) { count++; return __libc_malloc(size); }
void *calloc(size_t items, size_t size) { count++; return __libc_calloc(items, size); }
void *realloc(void *old, size_t size) { count++; return __libc_realloc(old, size); }
void *memalign(size_t to, size_t size) { count++; return __libc_memalign(to, size); }
void *aligned_alloc(size_t to, size_t size) { count++; return __libc_memalign(to, size); }
int posix_memalign(void **out, size_t to, size_t size) { count++; *out = __libc_memalign(to, size); return 0; }

long allocations_so_far(void) { return count; }

__attribute__((destructor)) static void tell(void) { fprintf(stderr, "{\"allocations\": %ld}\n", (long)count); }
