//go:build race

package extract

// memoryScale widens the limit of memory under the race detector, which takes 5 to 10 times as much (go.dev/doc/articles/race_detector).
const memoryScale = 8
