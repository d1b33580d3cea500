package extract

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// kindOfError is the beginning of an error, which tells its kind; details follow.
var kindOfError = regexp.MustCompile(`^[^:;(]*`)

// TestPoolHostile reads broken files and mutations of them and of sound ones: each is read, or refused with an error, in time, and the
// processes stay within their memory.
func TestPoolHostile(t *testing.T) {
	hostile, _ := filepath.Glob("../../../shared/hostile/*/*")
	sound, _ := filepath.Glob(documents + "/*.pdf")
	if len(hostile) == 0 || len(sound) == 0 {
		t.Skip("skipped: the broken files and the sample documents are not here")
	}
	examples, _ := filepath.Glob("../../corpus/examples/*")
	type file struct {
		name string
		data []byte
	}
	var all []file
	for _, path := range slices.Concat(hostile, sound, examples) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 0 {
			all = append(all, file{path, data})
		}
	}
	mutations := 1000
	if testing.Short() {
		mutations, all = 50, all[:min(50, len(all))]
	}
	r := rand.New(rand.NewPCG(3, 26))
	for originals := all; mutations > 0; mutations-- {
		f, other := originals[r.IntN(len(originals))], originals[r.IntN(len(originals))]
		how, data := mutate(r, f.data, other.data)
		all = append(all, file{how + "-" + filepath.Base(f.name), data})
	}
	o := testPool(t, 2, Limits{})
	read, refused, slowest := 0, map[string]int{}, time.Duration(0)
	for i, f := range all {
		start := time.Now()
		_, err := Read(f.name, f.data, o)
		took := time.Since(start)
		slowest = max(slowest, took)
		if took > 12*time.Second && i > 1 { // the first ones wait for the processes to start
			t.Errorf("file %d, %s took %v", i, f.name, took)
		}
		if err == nil {
			read++
			continue
		}
		why := strings.TrimPrefix(err.Error(), f.name+": ")
		refused[kindOfError.FindString(why)]++
		if strings.Contains(why, "ended the process") || strings.Contains(why, "inside redflag") {
			t.Errorf("file %d, %s: %v", i, f.name, err)
		}
		if strings.Contains(why, "stopped") {
			t.Logf("file %d, %s: %v", i, f.name, err)
		}
	}
	t.Logf("%d files: %d read, slowest %v, %s in this process at the end", len(all), read, slowest, size(residentMemory(os.Getpid())))
	for why, n := range refused {
		t.Logf("%5d  %s", n, why)
	}
}
