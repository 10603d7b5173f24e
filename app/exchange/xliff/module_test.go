package xliff_test

import "testing"

const plainSegment = `<segment id="s"><source>a<mrk id="m" type="mtc:match">b</mrk></source></segment>`

func TestModulesInUnits(t *testing.T) {
	judge(t, []testCase{
		{"candidates", `<mtc:matches><mtc:match id="1" ref="#s" type="tm" subType="o:t" similarity="87.5" matchQuality="100" matchSuitability="0" origin="memory" reference="no" o:x="1">
<mda:metadata id="x"><mda:metaGroup category="c" appliesTo="target"><mda:meta type="t">v</mda:meta></mda:metaGroup></mda:metadata><originalData><data id="q">x</data></originalData>
<source>a<ph id="1" dataRef="q"/></source><target>b<ph id="1" dataRef="q"/></target><o:e/></mtc:match><mtc:match ref="#m"><source>a</source><target>b</target></mtc:match></mtc:matches>`},
		{"candidates of one name", "<mtc:matches><mtc:match id='1' ref='#s'><source>a</source><target>b</target></mtc:match>\n«duplicate_id»<mtc:match id='1' ref='#s'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate for nothing", "<mtc:matches>\n«missing_attribute»<mtc:match><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate for what is not there", "<mtc:matches>\n«no_such»<mtc:match ref='#z'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate for the unit", "<mtc:matches>\n«no_such»<mtc:match ref='#u=u'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate without a hash", "<mtc:matches>\n«bad_fragment»<mtc:match ref='s'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate beyond a hundred", "<mtc:matches>\n«bad_value»<mtc:match ref='#s' similarity='101'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate of a kind that is none", "<mtc:matches>\n«bad_value»<mtc:match ref='#s' type='ai'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate of a finer kind alone", "<mtc:matches>\n«needs_attribute»<mtc:match ref='#s' subType='o:t'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate with a language", "<mtc:matches>\n«unknown_attribute»<mtc:match ref='#s' xml:lang='nl'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"a candidate without a target", "<mtc:matches>\n«missing_element»<mtc:match ref='#s'><source>a</source></mtc:match></mtc:matches>"},
		{"a candidate that leans on the unit's data", "<mtc:matches><mtc:match ref='#s'><source>\n«no_such»<ph id='1' dataRef='d'/></source><target>b</target></mtc:match></mtc:matches><originalData><data id='d'/></originalData>"},
		{"no candidates", "«missing_element»<mtc:matches/>"},
		{"candidates twice", "<mtc:matches><mtc:match ref='#s'><source>a</source><target>b</target></mtc:match></mtc:matches>\n«repeated»<mtc:matches><mtc:match ref='#s'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"terms", `<gls:glossary><gls:glossEntry id="1" ref="#m"><gls:term source="x">a</gls:term><gls:translation id="2">b</gls:translation><gls:definition>c</gls:definition><o:e/></gls:glossEntry></gls:glossary>`},
		{"terms of one name", "<gls:glossary><gls:glossEntry id='1'><gls:term>a</gls:term>\n«duplicate_id»<gls:translation id='1'>b</gls:translation></gls:glossEntry></gls:glossary>"},
		{"a term without a meaning", "<gls:glossary>\n«missing_element»<gls:glossEntry><gls:term>a</gls:term></gls:glossEntry></gls:glossary>"},
		{"a meaning without a term", "<gls:glossary>\n«missing_element»<gls:glossEntry><gls:translation>b</gls:translation></gls:glossEntry></gls:glossary>"},
		{"text beside a term", "<gls:glossary><gls:glossEntry><gls:term>a</gls:term><gls:translation>b</gls:translation>\n«stray_text»so</gls:glossEntry></gls:glossary>"},
		{"a term of what is not there", "<gls:glossary>\n«no_such»<gls:glossEntry ref='#z'><gls:term>a</gls:term><gls:translation>b</gls:translation></gls:glossEntry></gls:glossary>"},
		{"an element that the module has not", "«misplaced»<val:rules/>"},
		{"a part of a module alone", "«misplaced»<gls:term>a</gls:term>"},
		{"sizes of the file alone", "«misplaced»<slr:profiles/>"},
		{"a history", `<ctr:changeTrack><ctr:revisions appliesTo="note" ref="n"><ctr:revision version="1"><ctr:item property="content">a</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack><notes><note id="n">b</note></notes>`},
		{"a history of nothing", "<ctr:changeTrack>\n«no_such»<ctr:revisions appliesTo='note' ref='m'><ctr:revision><ctr:item property='content'>a</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>"},
		{"a history of what a note has not", "<ctr:changeTrack><ctr:revisions appliesTo='note' ref='n'><ctr:revision>\n«bad_value»<ctr:item property='priority'>a</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack><notes><note id='n'>b</note></notes>"},
		{"what the program itself adds", `<its:provenanceRecords/><o:e/>`},
	}, func(text string) string { return inUnit(text + "\n" + plainSegment) })
}

func TestModulesInFiles(t *testing.T) {
	judge(t, []testCase{
		{"metadata", `<mda:metadata id="a"><mda:metaGroup id="b"><mda:metaGroup><mda:meta type="t">v</mda:meta></mda:metaGroup></mda:metaGroup></mda:metadata>`},
		{"metadata without a type", "<mda:metadata><mda:metaGroup>\n«missing_attribute»<mda:meta>v</mda:meta></mda:metaGroup></mda:metadata>"},
		{"metadata without a group", "«missing_element»<mda:metadata>\n«misplaced»<mda:meta type='t'>v</mda:meta></mda:metadata>"},
		{"metadata of one name", "<mda:metadata id='a'>\n«duplicate_id»<mda:metaGroup id='a'><mda:meta type='t'>v</mda:meta></mda:metaGroup></mda:metadata>"},
		{"metadata about nothing", "<mda:metadata>\n«bad_value»<mda:metaGroup appliesTo='all'><mda:meta type='t'>v</mda:meta></mda:metaGroup></mda:metadata>"},
		{"candidates of a file", "«misplaced»<mtc:matches><mtc:match ref='#s'><source>a</source><target>b</target></mtc:match></mtc:matches>"},
		{"material", `<res:resourceData><res:resourceItemRef ref="r"/><res:resourceItem id="r" mimeType="image/png" context="no"><res:source href="a.png"/><res:target><o:e/></res:target><res:reference href="b.png"/></res:resourceItem></res:resourceData>`},
		{"material of one name", "<res:resourceData><res:resourceItem id='r'><res:source href='a'/></res:resourceItem>\n«duplicate_id»<res:resourceItem id='r'><res:source href='a'/></res:resourceItem></res:resourceData>"},
		{"material here and there", "<res:resourceData><res:resourceItem>\n«href_and_content»<res:source href='a'><o:e/></res:source></res:resourceItem></res:resourceData>"},
		{"material nowhere", "<res:resourceData><res:resourceItem>\n«empty_no_href»<res:source/></res:resourceItem></res:resourceData>"},
		{"material in another language", "<res:resourceData><res:resourceItem>\n«other_language»<res:source href='a' xml:lang='fr'/></res:resourceItem></res:resourceData>"},
		{"rules", `<val:validation><val:rule isPresent="a" occurs="2" caseSensitive="no" normalization="nfc" existsInSource="yes"/><val:rule isNotPresent="b" disabled="yes"/><val:rule o:check="c"/></val:validation>`},
		{"a rule about nothing", "<val:validation>\n«exactly_one»<val:rule/></val:validation>"},
		{"a rule about two things", "<val:validation>\n«exactly_one»<val:rule startsWith='a' endsWith='b'/></val:validation>"},
		{"a rule that counts what is not there", "<val:validation>\n«needs_attribute»<val:rule isNotPresent='a' occurs='1'/></val:validation>"},
		{"a rule that counts to none", "<val:validation>\n«bad_value»<val:rule isPresent='a' occurs='0'/></val:validation>"},
		{"a rule in its source that is in none", "<val:validation>\n«excludes»<val:rule isNotPresent='a' existsInSource='yes'/></val:validation>"},
		{"sizes", `<slr:profiles generalProfile="xliff:codepoints" storageProfile="xliff:utf8"><slr:normalization general="nfc"/></slr:profiles><slr:data profile="xliff:codepoints"><o:e id="z"/></slr:data><group id="g" slr:sizeRestriction="5,90" slr:storageRestriction="*" slr:sizeInfoRef="z"/>`},
		{"a size that is none", "<slr:profiles generalProfile='xliff:codepoints'/>\n«bad_value»<group id='g' slr:sizeRestriction='ninety'/>"},
		{"a storage that is none", "<slr:profiles storageProfile='xliff:utf8'/>\n«bad_value»<group id='g' slr:storageRestriction='1,2,3'/>"},
		{"a size of somebody's own", "<slr:profiles generalProfile='o:inches'/><group id='g' slr:sizeRestriction='two'/>"},
		{"a size that is said twice", "<slr:data profile='p'><o:e id='z'/></slr:data>\n«excludes»<group id='g' slr:sizeInfo='1' slr:sizeInfoRef='z'/>"},
		{"a size said nowhere", "«bad_value»<group id='g' slr:sizeInfoRef='z'/>"},
		{"a size attribute that there is not", "«unknown_attribute»<group id='g' slr:width='1'/>"},
		{"a form", "<group id='g' fs:fs='p' fs:subFs='class,x'/>"},
		{"a form that HTML has not", "«bad_value»<group id='g' fs:fs='paragraph'/>"},
		{"a finer form alone", "«needs_attribute»<group id='g' fs:subFs='class,x'/>"},
		{"a form at an end", "<unit id='u'><segment><source><sc id='1'/>a\n«needs_isolated»<ec startRef='1' fs:fs='b'/></source></segment></unit>"},
	}, func(text string) string { return inFile(text + "\n" + plainUnit) })
}

func TestXLIFF12(t *testing.T) {
	judge(t, []testCase{
		{"all that people use", `<header><skl><external-file href="a"/></skl><phase-group><phase phase-name="p" process-name="q"/></phase-group><tool tool-id="t" tool-name="n"/><note>a</note><o:e/></header><body>
<group id="g" restype="x-r" o:x="1"><context-group purpose="location"><context context-type="line">1</context></context-group><note from="me" priority="1">a</note>
<trans-unit id="1" approved="yes" translate="no" xml:space="preserve" o:x="1"><source xml:lang="en">a <g id="1" ctype="bold">b</g><x id="2"/><bpt id="3" rid="1">(</bpt>c<ept id="3" rid="1">)</ept><it id="4" pos="open">[</it><ph id="5">{<sub>t</sub>}</ph></source>
<seg-source><mrk mtype="seg" mid="0">a</mrk></seg-source><target state="needs-review-translation" state-qualifier="fuzzy-match" xml:lang="nl"><mrk mtype="x-own" mid="0">b</mrk></target>
<note>c</note><alt-trans match-quality="80%" origin="tm"><source>a</source><target>b</target></alt-trans><o:e/></trans-unit></group></body>`},
		{"nothing", "<body/>"},
		{"units of one name", "<body><trans-unit id='1'><source>a</source></trans-unit>\n«duplicate_id»<trans-unit id='1'><source>b</source></trans-unit></body>"},
		{"a unit without a name", "<body>\n«missing_attribute»<trans-unit><source>a</source></trans-unit></body>"},
		{"a unit without a source", "<body>\n«missing_element»<trans-unit id='1'><target>b</target></trans-unit></body>"},
		{"a target before its source", "<body>\n«missing_element»<trans-unit id='1'><target>b</target>\n«misplaced»<source>a</source></trans-unit></body>"},
		{"a state of nobody's", "<body><trans-unit id='1'><source>a</source>\n«bad_value»<target state='done'>b</target></trans-unit></body>"},
		{"a state of somebody's", "<body><trans-unit id='1'><source>a</source><target state='x-done'>b</target></trans-unit></body>"},
		{"approved or not", "<body>\n«bad_value»<trans-unit id='1' approved='true'><source>a</source></trans-unit></body>"},
		{"an attribute of nobody's", "<body>\n«unknown_attribute»<trans-unit id='1' colour='red'><source>a</source></trans-unit></body>"},
		{"codes of one name", "<body><trans-unit id='1'><source><x id='1'/>\n«duplicate_id»<ph id='1'/></source></trans-unit></body>"},
		{"a code without a name", "<body><trans-unit id='1'><source>\n«missing_attribute»<x/></source></trans-unit></body>"},
		{"a beginning alone", "<body><trans-unit id='1'><source>\n«no_end»<bpt id='1'>(</bpt></source></trans-unit></body>"},
		{"an end alone", "<body><trans-unit id='1'><source>\n«no_start»<ept id='1'>)</ept></source></trans-unit></body>"},
		{"an end on neither side", "<body><trans-unit id='1'><source>\n«bad_value»<it id='1' pos='middle'>)</it></source></trans-unit></body>"},
		{"a mark of no type", "<body><trans-unit id='1'><source>\n«missing_attribute»<mrk>a</mrk></source></trans-unit></body>"},
		{"text between units", "<body>\n«stray_text»text</body>"},
		{"an element of XLIFF 2", "<body>\n«misplaced»<unit id='1'/></body>"},
		{"another translation without a target", "<body><trans-unit id='1'><source>a</source>\n«missing_element»<alt-trans><source>a</source></alt-trans></trans-unit></body>"},
	}, func(text string) string {
		return `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:o="urn:o" version="1.2"><file original="a" source-language="en" target-language="nl" datatype="plaintext">` +
			"\n" + text + "</file></xliff>"
	})
	judge(t, []testCase{
		{"no namespace", "«namespace»<xliff version='1.2'>\n<file original='a' source-language='en' datatype='x-a'><body/></file></xliff>"},
		{"a file without what it needs", "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'>\n«missing_attribute»«missing_attribute»<file source-language='en'><body/></file></xliff>"},
		{"a file without a body", "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'>\n«missing_element»<file original='a' source-language='en' datatype='x-a'/></xliff>"},
	}, whole)
}
