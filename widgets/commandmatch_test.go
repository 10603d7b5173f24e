package widgets

import "testing"

// A title whose words begin with what is typed comes before one in which the
// letters only come in this order, however many words are typed.
func TestWordsThatBeginSoComeFirst(t *testing.T) {
	titles := []string{
		"Niet eens uw wensen: een idee", // the letters of both words, scattered
		"Op de onbekende route",         // o n d e r t e, scattered
		"Een versie ondertekenen",
		"Nieuwe identiteit",
		"Bij het ondertekenen",
	}
	var commands []Command
	for _, title := range titles {
		commands = append(commands, Command{ID: title, Title: title})
	}
	for query, want := range map[string]string{"onderte": titles[2], "nieuwe id": titles[3], "id nieuwe": titles[3]} {
		found := matchCommands(commands, query)
		if len(found) == 0 || found[0].Title != want {
			t.Errorf("%q finds %v, want %q first", query, found, want)
		}
	}
	// One word inside another and four that begin so, against one scattered.
	long := []Command{{Title: "a bx cx dx ex zyxw"}, {Title: "xa xb xc xd xe xy z"}}
	if found := matchCommands(long, "x"); len(found) != 2 || found[0].Title != long[1].Title {
		t.Errorf("found %v", found)
	}
}

// The worst word decides: two words inside others are better than one that is
// scattered, although their sum is not.
func TestTheWorstWordDecides(t *testing.T) {
	scattered, inside := Command{Title: "one x1x2x3"}, Command{Title: "bone cone done z123"}
	query := "one one one 123"
	found := matchCommands([]Command{scattered, inside}, query)
	if len(found) != 2 || found[0].Title != inside.Title {
		t.Errorf("found %v", found)
	}
	unable := inside
	unable.Reason = "not now"
	if found := matchCommands([]Command{scattered, unable}, query); found[0].Title != inside.Title {
		t.Errorf("what cannot run is put below another class: %v", found)
	}
}
