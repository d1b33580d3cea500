package main

import (
	"os"
	"strconv"
)

func envf(n string, p *float64) {
	if f, err := strconv.ParseFloat(os.Getenv(n), 64); err == nil {
		*p = f
	}
}

var sStem, sPair, sClassPair, sAsk, sNear, sSign = 0.6, 0.4, 0.5, 0.4, 0.25, 1.0

func init() {
	envf("RATE", &rate)
	envf("RIDGE", &ridge)
	envf("LASSO", &lasso)
	envf("POS", &positive)
	x := float64(passes)
	envf("PASSES", &x)
	passes = int(x)
	x = float64(rarest)
	envf("RAREST", &x)
	rarest = int(x)
	envf("SSTEM", &sStem)
	envf("SPAIR", &sPair)
	envf("SCP", &sClassPair)
	envf("SASK", &sAsk)
	envf("SNEAR", &sNear)
	envf("SSIGN", &sSign)
}
