package xliff

import "strings"

// Namespaces of the core.
const (
	space20 = "urn:oasis:names:tc:xliff:document:2.0"
	space22 = "urn:oasis:names:tc:xliff:document:2.2"
	space12 = "urn:oasis:names:tc:xliff:document:1.2"
)

// modules are the namespaces of the modules by the prefixes that the standard
// gives them.
var modules = map[string]string{
	"urn:oasis:names:tc:xliff:matches:2.0":         "mtc",
	"urn:oasis:names:tc:xliff:glossary:2.0":        "gls",
	"urn:oasis:names:tc:xliff:fs:2.0":              "fs",
	"urn:oasis:names:tc:xliff:metadata:2.0":        "mda",
	"urn:oasis:names:tc:xliff:resourcedata:2.0":    "res",
	"urn:oasis:names:tc:xliff:sizerestriction:2.0": "slr",
	"urn:oasis:names:tc:xliff:validation:2.0":      "val",
	"urn:oasis:names:tc:xliff:changetracking:2.0":  "ctr",
	"urn:oasis:names:tc:xliff:pgs:1.0":             "pgs",
	"http://www.w3.org/2005/11/its":                "its",
	"urn:oasis:names:tc:xliff:itsm:2.1":            "itsm",
}

// open are the modules whose elements are taken as they come.
var open = map[string]bool{"its": true, "itsm": true}

const inline = "cp,ph,pc,sc,ec,mrk,sm,em*"

// core is XLIFF 2.0 and 2.1.
var core = shapes(`
xliff version! srcLang=language! trgLang=language xml:space=space | file+ | any
file id=nmtoken! canResegment=yesno original translate=yesno srcDir=dir trgDir=dir xml:space=space | skeleton? other* notes? unit,group+ | any
skeleton href=uri | other* | text
group id=nmtoken! name canResegment=yesno translate=yesno srcDir=dir trgDir=dir type=own xml:space=space | other* notes? unit,group* | any
unit id=nmtoken! name canResegment=yesno translate=yesno srcDir=dir trgDir=dir type=own xml:space=space | other* notes? originalData? segment,ignorable+ | any
segment id=nmtoken canResegment=yesno state=state subState=substate | source target? |
ignorable id=nmtoken | source target? |
notes | note+ |
note id=nmtoken appliesTo=applies category priority=priority | | text any
originalData | data+ |
data id=nmtoken! dir=dir xml:space=preserve | cp* | text
source xml:lang=language xml:space=space | ` + inline + ` | text
target xml:lang=language xml:space=space order=positive | ` + inline + ` | text
cp hex=hex! | |
ph canCopy=yesno canDelete=yesno canReorder=reorder copyOf=nmtoken disp equiv id=nmtoken! dataRef=nmtoken subFlows=nmtokens subType=own type=code | | modules
pc canCopy=yesno canDelete=yesno canOverlap=yesno canReorder=reorder copyOf=nmtoken dispEnd dispStart equivEnd equivStart id=nmtoken! dataRefEnd=nmtoken dataRefStart=nmtoken subFlowsEnd=nmtokens subFlowsStart=nmtokens subType=own type=code dir=dir | ` + inline + ` | text modules
sc canCopy=yesno canDelete=yesno canOverlap=yesno canReorder=reorder copyOf=nmtoken dataRef=nmtoken dir=dir disp equiv id=nmtoken! isolated=yesno subFlows=nmtokens subType=own type=code | | modules
ec canCopy=yesno canDelete=yesno canOverlap=yesno canReorder=reorder copyOf=nmtoken dataRef=nmtoken dir=dir disp equiv id=nmtoken isolated=yesno startRef=nmtoken subFlows=nmtokens subType=own type=code | | modules
mrk id=nmtoken! translate=yesno type=mark ref=uri value | ` + inline + ` | text any
sm id=nmtoken! translate=yesno type=mark ref=uri value | | any
em startRef=nmtoken! | |
` + moduleTable)

// core22 is what XLIFF 2.2 has otherwise.
var core22 = merged(core, shapes(`
xliff version! srcLang=language! trgLang=language xml:space=space | notes? mda:metadata? file+ | any
note id=nmtoken appliesTo=applies category priority=priority ref=uri | | text any
segment id=nmtoken canResegment=yesno state=state subState=substate | source target? | modules
`))

const moduleTable = `mtc:matches | mtc:match+ |
mtc:match id=nmtoken matchQuality=similarity matchSuitability=similarity origin ref=uri! reference=yesno similarity=similarity subType=own type=match | mda:metadata? originalData? source target other* | any
gls:glossary | gls:glossEntry+ |
gls:glossEntry id=nmtoken ref=uri | gls:term gls:translation* gls:definition? other* | any
gls:term source | | text any
gls:translation id=nmtoken ref=uri source | | text any
gls:definition source | | text any
mda:metadata id=nmtoken | mda:metaGroup+ |
mda:metaGroup id=nmtoken category appliesTo=metadata | mda:metaGroup,mda:meta+ |
mda:meta type! | | text
res:resourceData | res:resourceItemRef* res:resourceItem* |
res:resourceItemRef id=nmtoken ref=nmtoken! | | any
res:resourceItem mimeType id=nmtoken context=yesno | notes? res:source? res:target? res:reference* | any
res:source href xml:lang=language | other* | any
res:target href xml:lang=language | other* | any
res:reference href! xml:lang=language | | any
slr:profiles generalProfile storageProfile | slr:normalization? other* |
slr:normalization general=form storage=form | |
slr:data profile! | other* | any
val:validation | val:rule+ | any
val:rule isPresent occurs=positive isNotPresent startsWith endsWith existsInSource=yesno caseSensitive=yesno normalization=form disabled=yesno | | any
ctr:changeTrack | ctr:revisions+ | any
ctr:revisions appliesTo=nmtoken! ref=nmtoken currentVersion=nmtoken | ctr:revision+ | any
ctr:revision author datetime version=nmtoken | ctr:item+ | any
ctr:item property! | | text any`

// homes says where the outermost element of a module may stand.
var homes = map[string]string{
	"mtc:matches": "unit", "gls:glossary": "unit", "mda:metadata": "xliff file group unit mtc:match gls:glossEntry",
	"res:resourceData": "file unit", "slr:profiles": "file", "slr:data": "file group unit",
	"val:validation": "file group unit", "ctr:changeTrack": "file group unit",
}

// once are those of which each home has one at most.
const once = " mtc:matches gls:glossary mda:metadata res:resourceData slr:profiles slr:data val:validation "

// moduleAttributes are all that the modules have for elements of the core.
var moduleAttributes = map[string]string{
	"fs":  " fs subFs ",
	"slr": " equivStorage sizeInfo sizeInfoRef sizeRestriction storageRestriction ",
	"pgs": " switch case ",
}

// core12 is XLIFF 1.2, transitional. What it has no line for (skl, phase-group,
// reference, tool and the like) is taken as it comes.
var core12 = shapes(`
xliff version! xml:lang=language xml:space=space | other* file+ other* | any
file original! source-language=language! datatype! target-language=language tool tool-id date xml:space=space ts category product-name product-version build-num | header? body | any
header | skl? phase-group? glossary,reference,count-group,prop-group,note,tool,other* |
body | group,trans-unit,bin-unit* |
group id datatype xml:space=space ts restype resname extradata help-id menu menu-option menu-name coord font css-style style exstyle extype translate=yesno reformat maxbytes=count minbytes=count size-unit maxheight=count minheight=count maxwidth=count minwidth=count charclass merged-trans=yesno | context-group,count-group,prop-group,note,other* group,trans-unit,bin-unit* | any
trans-unit id! approved=yesno translate=yesno reformat xml:space=space datatype ts phase-name restype resname extradata help-id menu menu-option menu-name coord font css-style style exstyle extype maxbytes=count minbytes=count size-unit maxheight=count minheight=count maxwidth=count minwidth=count charclass | source seg-source? target? context-group,count-group,prop-group,note,alt-trans,other* | any
source xml:lang=language ts | ` + inline12 + ` | text any
seg-source xml:lang=language ts | ` + inline12 + ` | text any
target state=state12 state-qualifier=qualifier phase-name xml:lang=language ts restype resname coord font css-style style exstyle equiv-trans=yesno | ` + inline12 + ` | text any
alt-trans match-quality tool tool-id crc xml:lang=language origin datatype xml:space=space ts restype resname extradata help-id menu menu-option menu-name mid coord font css-style style exstyle extype phase-name alttranstype | source? seg-source? target+ context-group,prop-group,note,other* | any
note xml:lang=language from priority=priority annotates | | text any
g id! ctype ts clone=yesno xid equiv-text | ` + inline12 + ` | text any
x id! ctype ts clone=yesno xid equiv-text | | any
bx id! rid ctype ts clone=yesno xid equiv-text | | any
ex id! rid ts xid equiv-text | | any
ph id! ctype ts crc assoc xid equiv-text | sub* | text any
bpt id! rid ctype ts crc xid equiv-text | sub* | text any
ept id! rid ts crc xid equiv-text | sub* | text any
it id! pos=pos! rid ctype ts crc xid equiv-text | sub* | text any
sub datatype ctype xid | ` + inline12 + ` | text any
mrk mtype! mid comment ts | ` + inline12 + ` | text any
`)

const inline12 = "g,x,bx,ex,bpt,ept,ph,it,mrk,other*"

func merged(tables ...map[string]*shape) map[string]*shape {
	out := map[string]*shape{}
	for _, table := range tables {
		for name, s := range table {
			out[name] = s
		}
	}
	return out
}

func listed(list, name string) bool { return strings.Contains(list, " "+name+" ") }
