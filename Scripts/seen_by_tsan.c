// What the thread sanitizer does not see of Swift on Linux, as it happens in libraries that are not built with it: a Mutex that
// was waited for, and references that are counted. Loaded before those libraries (LD_PRELOAD), this tells the sanitizer of both.
//
// The fast ways into a mutex and out of it are compiled into the program, and watched there. Whoever lets go of an object has
// done with it, before another finds that it is the only one who holds it and changes it in place, or destroys it.
// That other is therefore in order with all who have let go, and a race between them over something else can be missed.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

static void acquire(void *at) {
  if (__tsan_acquire) __tsan_acquire(at);
}

static void release(void *at) {
  if (__tsan_release) __tsan_release(at);
}

// Small values and objects that are never freed stand where a reference may; their addresses are no one's.
static bool is_counted(const void *object) { return (intptr_t)object > 4096; }

static size_t (*how_many)(void *);
static void (*original_release)(void *);
static void (*original_release_n)(void *, uint32_t);
static bool (*original_is_only)(const void *);
static bool (*original_is_only_nonnull)(const void *);

#define MUTEX __attribute__((swift_context)) void *mutex
static __attribute__((swiftcall)) void (*original_lock)(uint32_t, MUTEX);
static __attribute__((swiftcall)) void (*original_unlock)(MUTEX);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Libraries let go of objects before any constructor of this one would have run.
static void find(void) {
  if (original_release) return;
  how_many = dlsym(RTLD_NEXT, "swift_retainCount");
  original_release_n = dlsym(RTLD_NEXT, "swift_release_n");
  original_is_only = dlsym(RTLD_NEXT, "swift_isUniquelyReferenced_native");
  original_is_only_nonnull = dlsym(RTLD_NEXT, "swift_isUniquelyReferenced_nonNull_native");
  original_lock = dlsym(RTLD_NEXT, LOCK);
  original_unlock = dlsym(RTLD_NEXT, UNLOCK);
  original_release = dlsym(RTLD_NEXT, "swift_release");
}

// Whoever is the last to let go destroys the object; others tell whoever will be that they have done with it.
static void let_go(void *object, size_t times) {
  if (!__tsan_release || !is_counted(object)) return;
  if (how_many(object) > times)
    release(object);
  else
    acquire(object);
}

static bool if_only(bool is_only, const void *object) {
  if (is_only && is_counted(object)) acquire((void *)object);
  return is_only;
}

void swift_release(void *object) {
  find();
  let_go(object, 1);
  original_release(object);
}

void swift_release_n(void *object, uint32_t count) {
  find();
  let_go(object, count);
  original_release_n(object, count);
}

bool swift_isUniquelyReferenced_native(const void *object) {
  find();
  return if_only(original_is_only(object), object);
}

bool swift_isUniquelyReferenced_nonNull_native(const void *object) {
  find();
  return if_only(original_is_only_nonnull(object), object);
}

__attribute__((swiftcall)) void lock_slow(uint32_t, MUTEX) __asm__(LOCK);
__attribute__((swiftcall)) void unlock_slow(MUTEX) __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slow(uint32_t thread, MUTEX) {
  find();
  original_lock(thread, mutex);
  acquire(mutex);
}

__attribute__((swiftcall)) void unlock_slow(MUTEX) {
  find();
  release(mutex);
  original_unlock(mutex);
}
