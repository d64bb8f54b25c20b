// Counts the instructions of a program between its first trap and its second, by stepping through them: where a
// machine has no counters, and for instructions that no emulator knows. Apart it counts those that reckon on 512
// bits, of which a core starts fewer a cycle than of others.
//
// count PROGRAM WORD...

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

// Whether an instruction has the prefix EVEX with a length of 512 bits, and is no move from or to memory.
static int is_wide(const uint8_t *code) {
  return code[0] == 0x62 && (code[3] >> 5 & 3) == 2 && code[4] != 0x6F && code[4] != 0x7F;
}

int main(int words, char **word) {
  if (words < 2) { fprintf(stderr, "%s PROGRAM WORD...\n", word[0]); return 2; }
  pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    execv(word[1], word + 1);
    return 1;
  }
  int status;
  waitpid(child, &status, 0);  // the trap of execv itself
  long all = 0, wide = 0;
  for (int marks = 0; marks < 2;) {
    ptrace(marks == 0 ? PTRACE_CONT : PTRACE_SINGLESTEP, child, 0, 0);
    if (waitpid(child, &status, 0) < 0 || WIFEXITED(status)) return 1;
    siginfo_t why;
    ptrace(PTRACE_GETSIGINFO, child, 0, &why);
    if (why.si_signo == SIGTRAP && why.si_code <= 0) {  // sent by the program
      marks++;
    } else if (marks == 1) {
      struct user_regs_struct registers;
      ptrace(PTRACE_GETREGS, child, 0, &registers);
      uint64_t code = ptrace(PTRACE_PEEKTEXT, child, registers.rip, 0);
      all++;
      wide += is_wide((uint8_t *)&code);
    }
  }
  ptrace(PTRACE_KILL, child, 0, 0);
  printf("{\"instructions\": %ld, \"wide\": %ld}\n", all, wide);
}
