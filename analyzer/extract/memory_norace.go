//go:build !race

package extract

const memoryScale = 1
