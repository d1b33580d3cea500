package extract

import (
	"os"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// confine limits this process for good: memory, core dumps, open files; then the file system and the network by Landlock, and the
// system calls by seccomp, as far as the kernel has them. It returns what was given up.
func confine(memory int64) (given []string) {
	limit := func(what int, n uint64) { unix.Setrlimit(what, &unix.Rlimit{Cur: n, Max: n}) }
	limit(unix.RLIMIT_DATA, uint64(memory))
	limit(unix.RLIMIT_CORE, 0)
	limit(unix.RLIMIT_FSIZE, 0)

	kernel := landlockVersion()
	if kernel >= 1 && landlock.V5.BestEffort().RestrictPaths() == nil {
		given = append(given, "files")
	}
	if kernel >= 4 && landlock.V5.BestEffort().RestrictNet() == nil {
		given = append(given, "network")
	}
	if seccomp.Supported() && seccomp.LoadFilter(systemCalls()) == nil {
		given = append(given, "system calls")
	}
	return given
}

// landlockVersion is the version of Landlock that the kernel speaks, 0 where it has none (landlock_create_ruleset(2)).
func landlockVersion() int {
	const askVersion = 1
	v, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, askVersion)
	if errno != 0 {
		return 0
	}
	return int(v)
}

// systemCalls allows what the Go runtime needs for memory, threads, timers and pipes that are open already, and answers EPERM to all
// else: opening files, sockets, starting programs.
func systemCalls() seccomp.Filter {
	var names []string
	if info, err := arch.GetInfo(""); err == nil {
		for _, name := range allowedCalls {
			if _, ok := info.SyscallNames[name]; ok { // older calls are missing on newer processors
				names = append(names, name)
			}
		}
	}
	return seccomp.Filter{
		NoNewPrivs: true,
		Flag:       seccomp.FilterFlagTSync,
		Policy: seccomp.Policy{
			DefaultAction: seccomp.ActionErrno,
			Syscalls: []seccomp.SyscallGroup{{Action: seccomp.ActionAllow, Names: names, NamesWithCondtions: []seccomp.NameWithConditions{
				{Name: "tgkill", Conditions: seccomp.ArgumentConditions{{Operation: seccomp.Equal, Value: uint64(os.Getpid())}}}, // to its own threads
			}}},
		},
	}
}

// allowedCalls are those of the Go runtime (runtime/sys_linux_*.s and os_linux.go), as x86 and ARM call them.
var allowedCalls = []string{
	"read", "write", "readv", "writev", "close", "pread64", "fcntl", "fstat", "lseek", "pipe2", "eventfd2",
	"mmap", "munmap", "mprotect", "madvise", "mremap", "brk", "mincore",
	"futex", "sched_yield", "sched_getaffinity", "clone", "clone3", "gettid", "getpid", "getppid", "set_robust_list", "rseq", "membarrier",
	"arch_prctl", "prctl",
	"rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
	"nanosleep", "clock_nanosleep", "clock_gettime", "gettimeofday", "setitimer", "timer_create", "timer_settime", "timer_delete",
	"epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "poll", "ppoll", "select", "pselect6", "getrandom",
	"exit", "exit_group",
}
