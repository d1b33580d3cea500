package analyzer

import (
	"fmt"
	"os"
)

func (d *Document) debugVoices() {
	if os.Getenv("RF_VOICES") == "" {
		return
	}
	out := "## " + d.Path + "\n"
	for i, s := range d.Casting.Speakers {
		v := s.voice
		out += fmt.Sprintf("  %-22s turns %3d words %5d len %6.1f asks %.2f asked %.2f you/me %.2f hosts %d guest %d sure %.2f\n", s.Name, v.turns, v.words, v.length(), v.askRate(), float64(v.asked)/float64(v.turns), v.youRate(), v.hosts, v.guest, d.Casting.sure(i))
	}
	fmt.Fprint(os.Stderr, out)
}
