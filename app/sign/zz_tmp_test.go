package sign
import ("testing";"os/exec")
func TestTmpDemo(t *testing.T) {
	dir:=t.TempDir()
	writeFile(t, dir, "in.pdf", samplePDF(t, 3))
	o,err:=exec.Command("qpdf","--linearize",dir+"/in.pdf",dir+"/out.pdf").CombinedOutput()
	t.Log(string(o),err)
	once := mustSign(t, readFile(t,dir,"out.pdf"), testIdentity(t, P256, signerNameInTests), visible(t))
	twice := mustSign(t, once, testIdentity(t, P256, "Second"), visible(t))
	f:=open(t,twice)
	old:=open(t,once)
	for _,s:=range f.Sections() { t.Log(s.Offset,s.Stream,s.Trailer) }
	t.Log(len(once), f.Appended(1,len(once)))
	a := &additions{old: old, now: f, end: len(once)}
	t.Log(a.check())
	for _,step:=range []func() error{a.collect,a.written,a.trailers,a.dangling,a.catalogs,a.pages,a.leftovers} { t.Log(step()) }
}
