#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif

/// Has two names change places in one step; -1 where the system, or the disk that they lie on, cannot.
///
/// Swift sees neither call: the one has any number of arguments, the other stands behind a macro.
static inline int exchange_names(const char *one, const char *other) {
#if defined(__linux__)
  return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2u);
#elif defined(__APPLE__)
  return renamex_np(one, other, RENAME_SWAP);
#else
  errno = ENOSYS;
  return -1;
#endif
}
