package studio_test

import (
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"clausedesk/app/policy"
	"clausedesk/app/sign"
	"clausedesk/app/studio"
	"clausedesk/app/task"
)

// TestBatchMemory signs a batch of as many policies as CLAUSEDESK_BATCH says, 24
// when it says nothing, and wants the memory held late in it to be that held early.
func TestBatchMemory(t *testing.T) {
	count, err := strconv.Atoi(os.Getenv("CLAUSEDESK_BATCH"))
	if err != nil {
		count = 24
	}
	d, _ := signedDesk(t)
	for range count {
		d.publish(d.add(longPolicy()), "2026-11-01")
	}
	var mu sync.Mutex
	early, late := uint64(0), uint64(0)
	result, err := d.SignBatch(d.ctx, studio.BatchRequest{Folder: t.TempDir(), Signature: byAda(sign.LevelBLT)}, func(p task.Progress) {
		mu.Lock()
		defer mu.Unlock()
		var m runtime.MemStats
		if p.Done == p.Total/3 || p.Done == p.Total {
			runtime.GC()
			runtime.ReadMemStats(&m)
			early, late = late, m.HeapAlloc
		}
	})
	ok(t, err)
	t.Logf("%d files, heap %.1f MB after a third, %.1f MB at the end", len(result.Files), float64(early)/1e6, float64(late)/1e6)
	if early == 0 || late > early+8<<20 {
		t.Errorf("memory grows: %d to %d bytes", early, late)
	}
}

// longPolicy fills about ten pages.
func longPolicy() policy.Policy {
	p := policy.Policy{SourceLang: "en"}
	for n := range 60 {
		p.Clauses = append(p.Clauses, policy.Clause{
			ID: policy.NewID(), Heading: "Clause " + strconv.Itoa(n),
			Body: "We keep what you tell us for as long as we need it, and no longer. " +
				"Who asks gets a copy of it within a month, and may have it put right or deleted.\n\n" +
				"- by letter\n- by e-mail\n- at the desk",
		})
	}
	return p
}
