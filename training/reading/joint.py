"""Experimental joint trainer."""
from __future__ import annotations
import argparse, json, random, sys, time
from dataclasses import dataclass
from pathlib import Path
import numpy as np, torch
sys.path.insert(0,"/tmp")
from coded import IGNORED, Coded, Said, of_cases, of_generated, of_passages
from corpora import cases, passages, polnear
from embed import Cache
from judge import Judge
from tagger import Tagger
from transformers import AutoModel
from windows import Window, batches, tensors, tokenizer, windows
from train import evaluate, begin
from spadework.coding.judge import STANCES
from spadework.text import sentences
F=torch.nn.functional

@dataclass
class Piece:
    """Some windows of one agenda with their clauses: (window, first token, last, said)."""
    coded: Coded
    windows: list[Window]
    said: list[tuple[int,int,int,Said]]

def pieces(coded: list[Coded], tok, rng, most=6) -> list[Piece]:
    out=[]
    for c in coded:
        ws=windows(c.articles, tok, rng)
        for i in range(0,len(ws),most):
            some=ws[i:i+most]; said=[]
            for n,w in enumerate(some):
                ends=[b for _,b in w.offsets[1:-1]]; starts=[a for a,_ in w.offsets[1:-1]]
                for s in c.said[w.article]:
                    first=next((t for t,b in enumerate(ends) if b>s.start),None)
                    last=next((t for t in range(len(starts)-1,-1,-1) if starts[t]<s.end),None)
                    if first is None or last is None or first>last: continue
                    if starts[0]>s.start+2 or ends[-1]<s.end-2: continue
                    said.append((n,first+1,last+1,s))
            out.append(Piece(c,some,said))
    return out

def packed(found: list[Piece], tokens, rng):
    order=sorted(found,key=lambda p: max(len(w.ids) for w in p.windows)+(rng.random()*24 if rng else 0))
    out=[[]]; n=0; width=0
    for p in order:
        w=max(width,max(len(x.ids) for x in p.windows))
        if out[-1] and (n+len(p.windows))*w>tokens: out.append([]); n=0; w=max(len(x.ids) for x in p.windows)
        out[-1].append(p); n+=len(p.windows); width=w
    if rng: rng.shuffle(out)
    return [o for o in out if o]

class Options:
    def __init__(self,tok):
        v=tok.get_vocab(); self.cls,self.sep=v["[CLS]"],v["[SEP]"]; self.tok=tok
    def __call__(self, coded):
        rows=[]
        for issue,option in coded.options:
            a=self.tok.encode(issue,add_special_tokens=False).ids[:24]; b=self.tok.encode(option,add_special_tokens=False).ids[:40]
            rows.append(([self.cls,*a,self.sep,*b,self.sep],[0]*(len(a)+2)+[1]*(len(b)+1)))
        return rows

def judged(model, judge, batch: list[Piece], hidden_mixed, narrow, opts, cast):
    """Scores per piece, list of [U,O,11]."""
    rows=[r for p in batch for r in opts(p.coded)]
    m=max(len(r[0]) for r in rows)
    ids=torch.zeros(len(rows),m,dtype=torch.long); mask=torch.zeros_like(ids); types=torch.zeros_like(ids)
    for n,(i,t) in enumerate(rows): ids[n,:len(i)]=torch.tensor(i); mask[n,:len(i)]=1; types[n,:len(t)]=torch.tensor(t)
    with cast():
        oh=model.states(ids,mask,types)
        omix=model.meaning.mixed(oh)
        ostates=model.meaning.narrow(omix)
    ostates=ostates.float()
    out=[]; w0=0; o0=0
    for p in batch:
        o1=o0+len(p.coded.options)
        if p.said:
            width=max(len(w.ids) for w in p.windows)
            at=torch.full((len(p.said),width),3,dtype=torch.long)
            for k,(n,a,b,_) in enumerate(p.said):
                t=len(p.windows[n].ids); at[k,:a]=0; at[k,a:b+1]=1; at[k,b+1:t]=2
            win=narrow[[w0+n for n,*_ in p.said],:width].float()
            mm=int(mask[o0:o1].sum(1).max())
            iss=torch.tensor(p.coded.issues); same=(iss[:,None]==iss[None]).long()
            out.append(judge(win,at,ostates[o0:o1,:mm],mask[o0:o1,:mm].float(),same))
        else: out.append(None)
        w0+=len(p.windows); o0=o1
    return out, ostates, mask

def targets(p):
    s=torch.tensor([x[3].stances for x in p.said]); r=torch.tensor([x[3].roles for x in p.said]); return s,r

def measure(model, judge, found, opts, cast):
    model.eval(); judge.eval(); ps=[];ys=[];st=[]
    roles=[[],[]]
    with torch.no_grad():
        for batch in packed(found,8192,None):
            ws=[w for p in batch for w in p.windows]
            ids,mask,sch,_=tensors(ws)
            with cast():
                h=model.states(ids,mask,sch); narrow=model.meaning(h)
            out,_,_=judged(model,judge,batch,None,narrow,opts,cast)
            for p,o in zip(batch,out):
                if o is None: continue
                s,r=targets(p); on=s!=IGNORED
                pr=o[...,:6].softmax(-1)
                ps.append((1-pr[...,0])[on]); ys.append((s>0)[on]); pos=s>0
                st+= (pr[pos][:,1:].argmax(-1)+1==s[pos]).tolist()
                roles[0].append((1-o[...,6:].softmax(-1)[...,0]).flatten()); roles[1].append((r>0).flatten())
    def best(p,y):
        i=p.argsort(descending=True); y=y[i].float(); c=y.cumsum(0); n=torch.arange(1,len(y)+1); f=2*c/(n+y.sum()); k=int(f.argmax())
        ap=float((c/n*y).sum()/y.sum()); return round(100*float(f[k]),2), round(100*ap,2), round(float(p[i[k]]),2)
    f,ap,t=best(torch.cat(ps),torch.cat(ys)); rf,rap,_=best(torch.cat(roles[0]),torch.cat(roles[1]))
    return {"found":f,"ap":ap,"at":t,"stance":round(100*sum(st)/max(1,len(st)),2),"role":rf}

def main():
    ap=argparse.ArgumentParser(); A=ap.add_argument
    A("encoder",type=Path); A("out",type=Path); A("--begin",type=Path); A("--polnear",type=Path)
    A("--cases",type=Path,nargs="*",default=[]); A("--unseen",type=Path,nargs="*",default=[]); A("--reading",type=Path,nargs="*",default=[])
    A("--passages",type=Path,nargs="*",default=[]); A("--marked",type=Path); A("--generated",type=Path); A("--share",type=int,default=1500)
    A("--passes",type=int,default=2); A("--cool",type=float,default=2); A("--rate",type=float,default=1e-4); A("--tokens",type=int,default=2048)
    A("--part",type=int,default=2,help="1/part of polnear a pass"); A("--distil",type=float,default=1.0); A("--repeat",type=int,default=2)
    A("--judging",type=float,default=0.5); A("--seed",type=int,default=1); A("--no-dev",action="store_true")
    a=ap.parse_args(); a.out.mkdir(parents=True,exist_ok=True)
    torch.manual_seed(a.seed); torch.set_num_threads(2)
    cast=lambda: torch.autocast("cpu",torch.bfloat16)
    tok=tokenizer(str(a.encoder/"tokenizer.json")); opts=Options(tok)
    model=Tagger(AutoModel.from_pretrained(a.encoder,attention_probs_dropout_prob=0.0,add_pooling_layer=False,attn_implementation="eager"))
    judge=Judge()
    coded=[c for f in a.cases for c in of_cases(f)]
    held=[c for n,c in enumerate(coded) if n%4==3]; mine=[c for n,c in enumerate(coded) if n%4!=3]
    unseen=[c for f in a.unseen for c in of_cases(f)]
    plain=[x for f in a.reading for x in cases(f)]+[x for f in a.passages for x in passages(f)]+[x for c in held for x in c.articles]
    train,dev=polnear(a.polnear/"train"),polnear(a.polnear/"dev")
    cache=Cache(a.encoder,"/work/data/emb.npz")
    E=np.stack(list(cache.d.values())).astype(np.float32)
    basis=torch.tensor(np.linalg.svd(E[np.random.default_rng(0).permutation(len(E))[:20000]],full_matrices=False)[2][:128].T.copy())
    kept=float((torch.tensor(E)@basis).pow(2).sum(1).mean()); print("kept",kept)
    def spans_of(text): return [(x,y) for x,y in sentences(text) if y-x>15]
    sents={}
    def fill(articles):
        for x in articles: sents.setdefault(id(x), spans_of(x.text))
        cache.fill([x.text[p:q] for x in articles for p,q in sents[id(x)]])
    fill(train); fill(plain); fill([x for c in coded for x in c.articles])
    def fill_coded(cs):
        fill([x for c in cs for x in c.articles])
        cache.fill([f"{i}: {o}" for c in cs for i,o in c.options]+[c.articles[k].text[s.start:s.end] for c in cs for k,d in enumerate(c.said) for s in d])
    fill_coded(coded)
    if a.begin: 
        try: begin(model,a.begin)
        except RuntimeError as e: print("begin", str(e)[:300]); raise
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    groups=[{"params":[p for p in model.encoder.parameters() if p.requires_grad],"lr":a.rate},
            {"params":[p for n,p in model.named_parameters() if not n.startswith("encoder") and not n.startswith("meaning")],"lr":3e-4},
            {"params":[*model.meaning.parameters(),*judge.parameters()],"lr":1e-3}]
    peaks=[g["lr"] for g in groups]
    opt=torch.optim.AdamW(groups,weight_decay=0.01,fused=True)
    ck=a.out/"checkpoint.pt"; start=0
    if ck.exists():
        s=torch.load(ck,weights_only=False); model.load_state_dict(s["model"]); judge.load_state_dict(s["judge"]); opt.load_state_dict(s["optimiser"]); start=s["pass"]
    held_p,unseen_p=pieces(held,tok,None),pieces(unseen,tok,None)
    devw=windows(dev,tok,None)
    for n in range(start,a.passes):
        rng=random.Random(f"{a.seed}-{n}"); torch.manual_seed(a.seed*1000+n)
        arts=[x for k,x in enumerate(train) if k%a.part==n%a.part]
        items=windows(arts,tok,rng); src=[arts]*len(items)
        extra=windows(plain,tok,rng)
        for w in extra: w.article=-1-w.article
        todo=[("plain",b) for b in batches(items+extra,a.tokens,rng)]
        marked=[]
        if a.marked:
            for f in sorted(a.marked.glob("*.txt")):
                try: marked+=of_passages([f])
                except ValueError as e: print("skip",e,flush=True)
        fill_coded(marked)
        gen=of_generated(a.generated,n*a.share,a.share) if a.generated else []
        fill_coded(gen)
        found=[p for k in range(a.repeat) for p in pieces(mine,tok,rng)]+pieces(marked,tok,rng)+pieces(gen,tok,rng)
        todo+=[("coded",b) for b in packed(found,a.tokens,rng)]
        rng.shuffle(todo)
        print(f"pass {n+1}: {len(items)+len(extra)} windows, {len(found)} pieces, {len(marked)} dossiers marked, {sum(len(p.said) for p in found)} clauses, {len(todo)} steps",flush=True)
        model.train(); judge.train(); began=time.time(); tot=np.zeros(4); cnt=np.zeros(4); seen=0
        for k,(kind,b) in enumerate(todo):
            at=n+k/len(todo); level=min(1,(at-start+0.01)/0.15)*min(1,max(0.01,(a.passes-at)/a.cool))
            for g,pk in zip(opt.param_groups,peaks): g["lr"]=pk*level
            ws=b if kind=="plain" else [w for p in b for w in p.windows]
            ids,mask,sch,labels=tensors(ws)
            with cast():
                h=model.states(ids,mask,sch); em,li=model.tagged(h[-1]); mix=model.meaning.mixed(h)
                narrow=model.meaning.narrow(mix)
            em,li=em.float(),li.float()
            loss=model.chain_loss(em,labels)+0.5*F.cross_entropy(em.reshape(-1,7),labels.reshape(-1))+0.04*model.link_loss(em,li,ws)
            tot[0]+=loss.item(); cnt[0]+=1
            # meaning of sentences
            pooled=[];tg=[]; i=0
            meta=[]
            if kind=="plain":
                meta=[(r,w,arts[w.article] if w.article>=0 else plain[-1-w.article]) for r,w in enumerate(ws)]
            else:
                r=0
                for p in b:
                    for w in p.windows: meta.append((r,w,p.coded.articles[w.article])); r+=1
            if a.distil:
                for r,w,x in meta:
                    off=w.offsets[1:-1]
                    if not off: continue
                    lo,hi=off[0][0],off[-1][1]
                    for p0,p1 in sents[id(x)]:
                        if p0<lo or p1>hi: continue
                        ts=[t+1 for t,(s0,s1) in enumerate(off) if s0<p1 and s1>p0]
                        if not ts: continue
                        pooled.append((r,ts[0],ts[-1])); tg.append(cache.get(x.text[p0:p1]))
                if kind=="coded":
                    r0=0
                    for p in b:
                        for (wn,f,l,s) in p.said[:40]:
                            pooled.append((r0+wn,f,l)); tg.append(cache.get(p.coded.articles[p.windows[wn].article].text[s.start:s.end]))
                        r0+=len(p.windows)
            if kind=="coded":
                out,omix,om=judged(model,judge,b,None,narrow,opts,cast)
                jl=0; nu=0
                for p,o in zip(b,out):
                    if o is None: continue
                    s,rl=targets(p)
                    jl=jl+F.cross_entropy(o[...,:6].reshape(-1,6),s.reshape(-1),ignore_index=IGNORED,reduction="sum")+0.5*F.cross_entropy(o[...,6:].reshape(-1,5),rl.reshape(-1),reduction="sum")
                    nu+=len(p.said)
                if nu:
                    jl=jl/nu; loss=loss+a.judging*jl; tot[1]+=jl.item(); cnt[1]+=1
                if a.distil:
                    e=(omix*om[...,None]).sum(1)/om.sum(1,keepdim=True)
                    t=torch.tensor(np.stack([cache.get(f"{i}: {o}") for p in b for i,o in p.coded.options])).float()
                    dl=(1-F.cosine_similarity(e,t@basis)).mean(); loss=loss+0.5*a.distil*dl
            if pooled:
                mixf=narrow.float(); cs=F.pad(mixf.cumsum(1),(0,0,1,0))
                ri=torch.tensor([x for x,_,_ in pooled]); fi=torch.tensor([y for _,y,_ in pooled]); la=torch.tensor([z for *_,z in pooled])
                e=(cs[ri,la+1]-cs[ri,fi])/(la-fi+1)[:,None]
                dl=(1-F.cosine_similarity(e,torch.tensor(np.stack(tg)).float()@basis)).mean()
                loss=loss+a.distil*dl; tot[2]+=dl.item(); cnt[2]+=1
            opt.zero_grad(set_to_none=True); loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]],1.0); opt.step()
            seen+=int(mask.sum())
            if k%50==49: print(f"pass {n+1} {k+1}/{len(todo)} {np.round(tot/np.maximum(cnt,1),4)[:3]} {seen/(time.time()-began):.0f} tok/s",flush=True)
        res={"pass":n+1,"seconds":round(time.time()-began),"loss":[round(float(x),4) for x in (tot/np.maximum(cnt,1))[:3]]}
        res["held"]=measure(model,judge,held_p,opts,cast); res["unseen"]=measure(model,judge,unseen_p,opts,cast)
        if not a.no_dev: res["dev"]=evaluate(model,devw,cast)
        print(json.dumps(res),flush=True)
        with (a.out/"log.jsonl").open("a") as f: f.write(json.dumps(res)+"\n")
        torch.save({"pass":n+1,"model":model.state_dict(),"judge":judge.state_dict(),"optimiser":opt.state_dict()},ck)
if __name__=="__main__": main()
