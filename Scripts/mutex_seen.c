// What the thread sanitizer does not see of Swift's Mutex on Linux: locks that were waited for. The fast ways in and out are
// compiled into the program and watched there; the slow ones lie in a library of Swift's own, and in the kernel.
// Loaded before that library (LD_PRELOAD), this tells the sanitizer of them, where there is one.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define MUTEX __attribute__((swift_context)) void *mutex
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

__attribute__((swiftcall)) void lock_slow(uint32_t, MUTEX) __asm__(LOCK);
__attribute__((swiftcall)) void unlock_slow(MUTEX) __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slow(uint32_t thread, MUTEX) {
  __attribute__((swiftcall)) void (*original)(uint32_t, MUTEX) = dlsym(RTLD_NEXT, LOCK);
  original(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock_slow(MUTEX) {
  __attribute__((swiftcall)) void (*original)(MUTEX) = dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release) __tsan_release(mutex);
  original(mutex);
}
