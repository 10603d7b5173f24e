package cli_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"clausedesk/app/store"
)

// envStopAt is at which look at the clock the program stops for good. It
// looks at the clock within each of its transactions, so a test can kill it
// there.
const envStopAt = "CLAUSEDESK_TEST_STOP_AT"

// stopped is what the program says when it has stopped.
const stopped = "stopped"

func stoppingClock() func() time.Time {
	at, err := strconv.Atoi(os.Getenv(envStopAt))
	if err != nil {
		panic(err)
	}
	looks := 0
	return func() time.Time {
		if looks++; looks == at {
			fmt.Fprintln(os.Stderr, stopped)
			select {}
		}
		return clock()
	}
}

// hold is another program that has the library open, until its input ends.
func hold() {
	st, err := store.Open(context.Background(), os.Getenv(envLibrary), store.Options{Program: os.Args[1], Now: clock})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("open")
	_, _ = os.Stdin.Read(make([]byte, 1))
	if err := st.Close(); err != nil {
		os.Exit(1)
	}
}
