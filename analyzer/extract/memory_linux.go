package extract

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
)

// residentMemory is the resident memory of a process in bytes, 0 where it is gone (proc_pid_statm(5)).
func residentMemory(pid int) int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	fields := bytes.Fields(data)
	if err != nil || len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(string(fields[1]), 10, 64)
	return pages * int64(os.Getpagesize())
}
