import pickle
THRESHOLD = 0.4
LF, LM, FR = pickle.load(open('/tmp/st/model.pkl','rb'))
K=2.0
SPEECH=set("say tell add ask explain note claim state argue insist warn write tweet announce declare admit acknowledge continue conclude remark recall reply respond suggest comment stress emphasise emphasize complain joke observe quip assert reiterate read describe call shout chant post scream yell answer predict vow promise pledge go put boast caution concede confess conclude contend counter demand exclaim express interject lament muse proclaim recount repeat report retort reveal testify urge wonder agree begin charge cite confirm deny disclose elaborate hint imply indicate inform mention opine plead point pray promise quote reason recite sing stipulate summarize tease thunder fire snap shoot sum think estimate blast ask question query protest assure speak speculate advise tweet text email".split())
def is_speech(t):
    return t.lemma_.lower() in SPEECH and t.pos_ in ("VERB","AUX","NOUN") and t.tag_[:2]=='VB'
def worth(t, frame):
    n,h=LF.get((t.lemma_.lower(),frame),(0,0))
    prior=FR.get(frame,0.0)
    return (h+K*prior)/(n+K)
