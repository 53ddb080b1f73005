/**
 * Which characters look like which, from confusables.txt of Unicode 17.0.0 (UTS 39), reduced to what names may have.
 * Made by `scripts/makeConfusables.ts`; not to be edited. The data is © Unicode, Inc., under the Unicode License v3
 * (https://www.unicode.org/license.txt).
 *
 * Each entry is `prototype=character,character`: code points in base 36, those of a prototype joined by `+`.
 */
export const confusables = `
13+13=y,je,ku,l2,16a,16c,5oz,6cc,6cd,6cf,9hf 56+1b+6f4=11,19m,6du
27=1c,pr,ta,11x,1j4,274,2jq,3ps,8yc,9hj,wkz,1fia
30=1d,21,3g,ba,cg,pl,sm,xs,y7,14w,15h,15r,17r,19d,1dd,1je,6qr,73x,8y7,wky,20iw
13=2o,jd,jf,jg,jh,ji,js,ju,jv,l0,122,125,15l,16b,1kk,1kl,40a,6c8,6c9,6cb,6cy,6d1,x3g,20k1,20k2 36+32=31
2r+mw=4i,fw 2h+mt=4l,ge,xc 1t+1x=5i,yc 1w+mt=5s,7k,ax 3c=5z,ud,475,48t,4fi,84r,84s,8bz 27+mw=60,8xt
2p+2t=6e,yd 6pu+mt=6o 33+mw=6w,xtq 34=72,cf,qp,s8,u8,704 2s+mt=7l 20+mt=86 2w+mt=87,uz
2x=8h,h5,h6,qh,uu,136,3vp,703,wuf,xv9 24+mw=8x 30+mw=8y 32+mh=97,bi,qf,12q 27+1x=9e 33+2t=9f 2c+mt=9y
38+mt=9z 2q+mt=ao,v6,v7,wc,wd 13+1u=ap 2q+lg=aq,ar,sx 2q=as,to,3wv,41e,4a7 1v+13=av 13+1w=ay 2s+lg=b0
2v=b1,gx,135,5tv 1y+me=b5 2u=b6,138,61p,x3t,xth 1z+13=b7 30+mt=bb,be 23+13=bc 2z+lw=bd qj+mw=bf 26+me=bh
27+mt=bj,pk,qg,vm,yw,3we,3xn,6ty,6u5,6zw,8xd,x1m,2k2i,2rdg 13+28=bo 34+lw=bp
2a=bq,3vl,3wy,493,wkj,1fhw,20j9,2k2e 1e=br,43j,wuc,wz3,x22 13+2c=bw 38+lw=bx 2c+mg=by 13+2h=c3 3d+lw=c4
2i+mt=c5 3e+mt=c6 1f=c7,f0,t3,yo,1ux,25l,x2i,x4b,20jf,2k1y 1e+mt=cb 1h=cc 37=cd,ut,2lb,x0x,xwq
30+30=ch,168,6c6,6qt x=cj,8y9 1z+mt=dg 2v+mt=dh 1k=f6,f7,1yi,222,26b 2i+me=f8 3e+me=f9 2c+mw=fy
1r=g1,ic,1vh,3vy,wyz 2d+mt=g4,3ws 1x+mw=g6 2t+mw=g7 22+mt=g8 2y+mt=g9 36+mt=gd,wj 3d+mt=gf,xd
2p=gh,q9,ts,70a 2q+lw=gj 2s+mg=gm 2s+lw=gn d9=gp,yh d9+ke=gq x3n=gr,qd,us,101,6wk,xwb 2v+lw=gw
3d=gz,i7,qb,ub,xb,3c7,5u4,64f,xui 2w+lw=h2,3xu,wwl 2x+mt=h4,5tn,5to 30+ms=h7 30+mg=h9 30+f1=ha
3b=hb,ug,v5,10d,129,5r5,xvn 36+32+me=hd 32+mg=hf 33+mt=hh,vn,yx,x1n,xvy,xx7 33+5qf=hi 36+mh=ho 36+mg=hp
37+mg=hu 39=i3,qt,131,5r0,x3z,xu6,xua,1fjq 3e+mg=i8 f1=ia,yp,3cj,x2j x5a=id,x5b 35+lw=io 2s+3e=ir 2s+f1=is
2s+i9=it 38+37=iu 38+hv=iv 38+gl=iw 2u+32+mh=ix 30+37=iy 30+3e=iz 121=jj,k3 1o=jm,3zs,6d5,7se,2k3a
1q=jn,3zn,6d6,7sf,20jj,2k3b 2m=jo,jq 1m=k0,l4,13d,14z,1dv,1dw,1s3,22r,4qr,4qx,6e2,6ra,wl9,x3d
19=k7,1ck,6c0,6c2,6c3,6df,6qa,7ti kq=l7,x06 lg=lh,195,1kb,5b6,5oy,wz5 li=lo,oe,194,196,1tx,wvw 19s=lp
li+lj=ls,1d4,1s1,1vl,22p,269,2dc,2gx,2kh le=lt,197,1ke,5ow,wz4 lv=lx,17d,18v,1rn 18w=lz,17e 5bd=m2 mp=m8,1ua
me=m9,mf,mx mg=ma,n9,59z mt=mu mw=mv lf=n6,18z mr=nb 1hiy=nc nk=nr,1rs,1rz
lj=ns,14p,14q,14x,14y,150,1d8,1fk,1fl,1kd,1re,1s2,1z6,22q,2bx
lm=o6,14f,18y,1cv,29u,2tp,2x9,37a,4p2,4pf,92i,9lm 8s5=og,3vs,3w0,wxd jz=ol t4=om,wwx,2k23 5qm=on,u0
gk=or,5qo,6mc x1b=ot 22=ov,so,3vv,425,wk9,x4i 1t=pd,sw,3vu,4at,wku,20jk 1u=pe,sy,3xw,4c7,wk0,x4k
1x=ph,t1,3vw,6wv,8xl,wkw 2i=pi,3wj,wkc,1f5h 20=pj,t9,3wb,48s,wkn 23=pm,t6,3xi,wk7
g5=pn,t7,19k,1dk,3zl,8xj,wkl,wy6,x5m,1fhs,20jh 25=po,sa,t8,3w7,4c0,wkf 26=pp,wkg 28=pt,tc,3xe,419,wk1
bt=pv,6q9,8y1 2c=pw,te,3vm,6uc,7vd,wk4,20i2,2rfs 2h=px,tf,xa,3vt,3wd,wks,20jn 2g=pz,th,4fh,7eb,8yl,wkr,x4j
67=qa,3xs,61q,x4l,x5i 61r=qc,12m,48n,94p 8o=qi,u2,5qj,xx2 3a=ql,vp,15k,5r4,6qw,6v5,xwp
33=qn,qr,u6,139,15t,18n,19h,1by,1c1,1cl,1dh,1uu,1ye,21y,25i,292,2cm,2de,2g6,2gy,2ki,2lc,2na,2o2,2ts,2xc,36l,37k,3cv,4ps,5qn,5qp,xtp,1fje
5qz=qs,ua,xv6 hk=qu,uc qq=rf 1y=rg,4ac,wkd,x3s,2k2b 2y=s3,uw 66=s7,1fic au=sd,6mb,wkb x1a=sf x3m=sk,6gc
2b=sl,11r,3x1,3x6,wki,20je pf=sz,3w1,42t,20hz ps=tb,6q7,wyj 1v=td,3xb,wka,2rf0 py=tg,11v,3ls 2q+30=tn
30+27=tq 1i=tt,3xq ih=tu,3y4 36=tv,5ra,xtz,xu0,xvl 2t=tx,xp,6jy,xte gs=tz,5qg i5=u4,5ql,xvr ik=u5,xvv
qo=u7,5rc 2r=u9,35w,38a,5qc,xwv jt+2q=ui at+2x=uj at=uk,xwf 5qx=un 39+mh=v3 q0=vk,1fip qw=vl,1fjt
2e=vo,19j,1dj,3x5,3zj,8xk,wkm,wyn,20i0,2k25 v4+w6+w7=vw 3b+w6+w7=vx st+me=wa u1+me=wb pf+13=wg 36+13=wh
pf+mt=wi t2+mh=wm ty+mh=wn 1f+me=wo gs+me=wp 23+mh=wq,8rt 8o+mh=wr 23+mt=wu,6gd,x1c 8o+mt=wv 20+mh=wy,8rr
ik+mh=wz 1v+me=x6 2r+me=x7 2c+mh=x8 5qz+mh=x9 2g+mh=xe 2w=xn,12o,3wi xo+mg=xq 2t+mg=xr g5+me=xx u3+me=xy
20+me=xz,y1 ik+me=y0,y2 xi=y3 xj=y4 25+me=y5 i5+me=y6 b3=yg 2s=zl,3xj,41b,wk2 dy=zu 1z=zw,3wg,3xv,wk6
gy=zx,3y3,xw0 b4=100,3wr,20j1,2k2p 35=10b,12b,12e 2f=10c,3w3,3x0,wkq 3ou=117 3k6=11g 3s3=11m 3mp=11o
2d=11p,3k0,40c,6qy,6v7,wl0,1fim,20jm fr=12t 32=12w,130 hc=12y,3kz ld=13w,13x,17c,18u,1fr,1uc 13u=144 13t=148
13q=14d 13s=14e mb=14k,151,198,1rh,1to,1x8,20s,24c,27w,5p9 30+13=169 56+1b+6f4+6f4=16x,6cw
56+1b+6f4+6f4+6f4=16y,6cx 18=171,19n,6ca,wl5 189=173 18p+1cr=17v,18f,1a6,1bx,1ch,1g2 183+1cr=184 18p+le=18d
18p=18q,19q,1bu,1cc,1ci,1q5 ln=18r,1rk mh=192,5p8 lu=193 lw=199 191=19b 1a=19c,1dc,1dt,1du,wl4,wsu,2jxp
170=19o,94i 16=19p,6dq,6qf 1b5=19r,1q3,1q4 30+19w=19u 30+191=19v 18p+179=1a1,1bv 17u=1a2 17x+190=1a9,1gy
17x+1cr=1ad 17z+179=1ag 1ai+179=1aj 17z+1cr=1am,1an 181+179=1ap 181+li=1aq 181+1cr=1aw 185+1cr=1b2
187+1cr=1b3 1b5+1cr=1b8,1bc 18h=1bb 18j=1bd,1be 18j+1cr=1bh,1gj 1bj+1cr=1bo 18k+li=1bp 18k+1cr=1br
17t=1c3,6zp 18o+li=1c6 18o+lv=1c7 18o+19s=1c8 18o+le=1c9 18o+1cr=1cb 18p+li=1ce,1g6 1a3=1cg 17z+le=1da
181+le=1db 19e=1de,xjj 19f=1df 19g=1dg 19i=1di 19l=1dl,1uv 17l+1hiy=1dp 18l+1hiy=1dq 33+le=1dr 1fg=1fm
17s+1cr=1g1 1bg=1gi 1g4=1gn,1pl 18m+179=1go 18m+li=1gp 181+190=1gs 1av+179=1gx 183+le=1ha lk=1kj,1rf 2n=1kq
18p+lm=1ov 17s+190=1pd 1b6+1cr=1pg 18l+1cr=1pj 18p+190=1pk 17z+mc+mb=1pq 185+mc+mb=1pr 1bj=1ps 18o=1pt,1f50
182+le=1pu 17s+1cy=1py 18p+1cr+1cy=1pz 181+li+lj=1q1 18p+li+lj=1q2 18p+1cr+li=1q6 17u+li=1q7 18p+179+li=1q8
1ae+li=1q9 18j+li=1qa 18s=1r9,1rc,1rl mc=1ri,5pa 18t=1rm no=1rt np=1ru nm=1s0 1s5+1ty=1s4 1s5+1tq=1s6
1tc+1u5+1s7=1s8 1sf+li=1sd 1sf+1ty=1se 1sf+1jz8=1sg 1s5+1tq+li=1sh 1s5+1tq+1ty=1si 1s5+1tq+1jz8=1sj
1s5+1tq+1u0=1sk 1tq+1tm=1tn 1xb=1tr,20v 1jz8=1tz,213 1tq+li=1u1 lc=1ub 1jz6=1ue,20x 1jz7=1uf,20y 1us+1us=1ut
1s5+li=1v6 1s5+1tm=1v7 1s5+1tq+1tm=1v8 1s5+1u7=1v9 1vp+1xa=1vq 1vv+1xf=1y8,1y9 1l=1yl,21z,294,2nh,x2m
1ww=1yo 1vn=1z7,2df,2gz,2kj,2o3,37c 1z9+20u=1za 1t6+1u5+1sv+1xb=1zb 1t6+1u5+1sv+20w=1zc 22b+1jz6=1zd
22b+1jz7=1ze 1t6+1u5+1sv+1jz8=1zj 1z9+1u0=1zk 1z9+218=1zo 1th=1zp 1t0+1u5+1t0=1zw 1sv=1zz 1sw=200 1s9=204
1t6=207 1sy=20b 1t9=20e 1tl=20l 1ta=20o 1u0=214 1ty=217 1u5=219,24t 1t6+1u5+1sv=22a 22t+24e=22u 22t+24l=231
22t+24n=233 22t+24o=234 22t+24e+24l=235 22t+24e+24n=237 22t+24e+24o=238 uf=23u,25n 1uw=240,25k 1tp=24d
1tt=24h 1tu=24i 1uy=25m 1v2=25q 1v4=25s,7n0 26d+27y=26e 2a1+2b7=2a2 2a8=2ak,2l8 2a0=2b4,2bi 2ba=2bc,2ly
2ax=2bs 2b7=2c7 2ad=2cn 2a1=2co,2kp 2ai=2cq 2a0+2bl=2cr 2ai+2bl=2cs 2a6=2ct 29x=2cu 2b3=2cw 2ai+2bm=2cy
2b2+2bk=2d0 2cz=2d1 2a6+2b9=2d3 2bb=2d4 2aw+2bk=2d6 2du+2fp=2dv,2hf 2du+2fg=2dw,2hg 2hi+mb=2dy 2eo+14s=2e8
2e9+mb=2ea 2ef+14s=2ed 2ek+mb=2el 2et+2f5=2em 2et+mb=2ev 2et+2f2=2ex 2f5+2f2=2f6 2f7+2f2=2f8 2dn+2f2=2g0
2do+2f2=2g1 2dh=2h1 2di=2h2 2dj=2h3 2ds=2hc 2du=2he 2dz=2hj 2e4=2ho 2e5=2hp 2e6=2hq 2e7=2hr 2eb=2hv 2ee=2hy
2eg=2i0 2en=2i7 2eo=2i8 2ep=2i9 2eq=2ia 2er=2ib 2f3=2in 2f5=2ip 2f7=2ir 2fw=2jg 2h8+2im=2jl 2g7=2jr 2g8=2js
2gf=2jz 2kn+2mv=2ko 2a1+2mv=2kq 2lk+2m9=2ks,2l5,2nt 2bq+2ku=2kw 2ky+2m6=2kz 2ky+2mv=2l0 2b9=2l2 2ar=2lf
2b2=2lh 2ls=2lt,35u,3bs 2b8=2lw 2an+2bj=2m2 2bj=2m7,2m8 2m9=2ma,2mb 2bq=2me 2br=2mf 2bq+2bq=2mg 1v5=2mm
2lk+2ml+2lq=2my 33+2ls+33=2n3 2la=2n5 2ls+2ml=2ne,2nw 2li+2ml+2ls=2nf 2lk+2ml+2lk=2ng 2lx+2ml+2ls=2ni
2lk+2ml=2nj,2nv 2m1+2ml+2lq=2nq 2ar+2ml=2nu 2lu+2ml=2nx 2lv+2ml=2ny 2pv+2qg=2od 2oh+2q2=2oi 2oh+2qh=2oj
2oh=2ph 2or=2pi 2ok=2pl 2ow=2ps 2pj=2pw 2qw+2q7=2qx 2oy=2qy 2pb=2qz 2qw+2qb=2r3 2rm=2rn 2ru=2rv 2ry=2rz
2ro=2s4,2s5 2s1=2s7 2rq=2sh 2sg=2sm 2tc+2tc=2td 2sy=2th 2rs=2vc 2si=2vh 2sa=2vu 2sb=2vv 2sd=2vx 2se=2vy
2sf=2vz 2t4=2wo 2t5=2wp 2tk=2x4,4p7 2tl=2x5 2tm=2x6 2tn=2x7 31k+324+326=2yo 31c+31w+32a+327=2yq
31c+31w+32a+2z8=2yr 2z1+2z1=2z2 2ze+2ze=2zf 2zh+2zh=2zi 2ze+2zh=2zj md=307,9il 31e=31m 322+322=323
324+324=325 2zh+2ze=34e ggg=34l ggd=34m 2ls+370=35s 33+370=368,3br 36d+370=36n 2ls+370+37d+2ls+370=36r
36m+37g=36x 36m+37g+287+370+37e=36y 287=375 37u+37u=37v 36j+37i=38h 37l=38l 36d+37i=38m 36d+370+37i=38v
35v+37i=38w 399+37i=39a 2ls+37i=39d 39f+lm=3a6 x3a=3a8 3cw+3cw=3cx,3hl 3cz+3cz=3d0,16ml 3d3+3d3=3d4,16na
3d5+3d5=3d6,3i3 3d8+3d8=3d9,16nt 3cy+3cw=3df,3id 3cy+3cy=3dg,3jz 3cy+3cz=3dh,3ie 3cy+3d3=3di 3cz+3cw=3dj,3ii
3d1+3cy=3dk,3il 3d1+3d1=3dl,3io 3d1+3de=3dm,3ej,3hy,16nm 3d1+3d7=3dn,16n1 3d2+3d3=3do,3j0 3d2+3d7=3dp,3j6
3d3+3cw=3dq 3d3+3cy=3dr 3d3+3cz=3ds,16n7 3d3+3d5=3dt,3i1 3d3+3d5+3cw=3du 3d3+3d5+3cz=3dv,16nb
3d3+3d5+3d3=3dw 3d3+3d5+3d5=3dx 3d3+3d5+3d8=3dy 3d3+3d8=3dz,16nc 3d3+3da=3e0,16nd 3d3+3dc=3e1
3d3+3dd=3e2,3j8 3d3+3d7=3e3,3ja 3d3+3d3+3d7=3e4 3d5+3cw=3e5,3jb 3d5+3cy=3e6 3d5+3cz=3e7,3jc 3d5+3d1=3e8,3jd
3d5+3d2=3e9,16ne 3d5+3d3=3ea,3je 3d5+3d3+3cw=3eb 3d5+3d5+3d5=3ec 3d5+3d7=3ed 3d5+3d8=3ee,16nj
3d5+3da=3ef,16nk 3d5+3db=3eg 3d5+3dc=3eh,16nl 3d5+3dd=3ei 3ek+3ek=3el 3em+3em=3en 3d7+3cw=3ep,3jg
3d7+3cz=3eq 3d7+3d2=3er 3d7+3d3=3es 3d7+3d5=3et,3jl 3d7+3eo=3eu,3jm 3d7+3d7=3ev,3ji 3d7+3d8=3ew 3d7+3da=3ex
3d7+3dc=3ey 3d7+3dd=3ez 3d8+3d7=3f1 3f2+3f2=3f3 3f4+3f4=3f5 3da+3db=3f6 3da+3de=3f7 3dd+3d3=3fa,3jn
3dd+3d7=3fb,3jo 3de+3de=3fc 3cw+3cz=3fe 3cy+3d5=3ff,3if 3cy+3d8=3fg,3ho 3cy+3de=3fh,3hp 3cz+3d1=3fi,3ij
3fl+ffs=3fm 3fn+ffs=3fo 3fp+ffs=3fq 3fr+ffs=3fs 3ft+3fl=3fu 3ft+3fl+ffs=3fv 3ft+ffs=3fw 3fy+3fp=3fz
3fy+3fp+ffs=3g0 3fy+ffs=3g1 9oc=3g3,6c4,6c5,7b4,7b5,9u8,feo,x6f 9oc+ffs=3g4
ffs=3g5,718,71b,71e,71h,71m,71q,9u9 3fl+3ft=3g6 3fl+3fy=3g7 3fn+3ft=3g8 3fn+3fx=3g9 3fp+3ft=3ga 3fp+3fy=3gb
3fp+9oc=3gc 3fr+3ft=3gd 3fr+3fy=3ge 3ft+3fp=3gf 3ft+3fp+ffs=3gg 3ft+3fr+ffs=3gh 3ft+3ft=3gi 3ft+3fy=3gj
3fx+3fn=3gk,3gm 3fx+3fn+ffs=3gl 3fx+3ft=3gn 3fx+ffs=3go 3fy+3fl=3gp 3fy+3fl+ffs=3gq 3fy+3fp+9oc=3gr
3fy+3fr+ffs=3gs 3fy+3fy=3gt 3g2+3fl=3gu 3g2+3fp=3gv 3g2+3fp+ffs=3gw 3g2+3fr=3gx 3g2+3fr+ffs=3gy 3g2+3fy=3gz
3g2+ffs=3h0 9oc+3fy=3h1 9oc+9oc=3h2 9oc+ffs+3fy=3h3 ffs+3fl=3h4 ffs+3fn=3h5 ffs+3ft=3h6 ffs+3fy=3h7
ffs+9oc=3h8 ffs+3ha=3h9 3ha+3fp=3hb 3ha+3fy=3hc 3ha+ffs=3hd 3ha+3ha=3he 3fl+9oc=3hf 3fn+3fy=3hg 3fr+3fn=3hh
3ft+3fn=3hi 3ft+3fn+ffs=3hj 3cw=3hk 3cw+3d5=3hm 3cy=3hn 3cz=3hq 3d1=3hr 3d1+3cw=3hs,xgk 3d1+3d2=3ht,xgo
3d1+3d3=3hu,xgp 3d1+3d5=3hv,xgs 3d1+3dc=3hw 3d1+3dd=3hx 3d2=3hz 3d3=3i0 3d5=3i2 3d7=3i4 3d8=3i5 3da=3i6
3db=3i7 3dc=3i8 3dd=3i9 3de=3ia 3cw+3d1=3ib 3cw+3d5+3cw=3ic 3cy+3eo=3ig 3cy+3dc=3ih 3d1+3cw+3d5=3ik
3d1+3cz=3im,xgm 3d1+3cz+3de=3in 3d1+3d2+3cw=3ip 3d1+3d2+3d5=3iq 3d1+3d3+3d5=3ir 3d1+3d3+3de=3is
3d1+3d3+3d7=3it,xgr 3d1+3d5+3d5=3iu 3d1+3eo=3iv 3d1+3db=3iw,xgu 3d1+3fd=3ix 3d2+3cw=3iy,xgv 3d2+3d1=3iz
3d2+3d5=3j1,xgx 3d2+3d5+3d5=3j2 3d2+3eo=3j3 3d2+3da=3j4 3d2+3de=3j5 3d3+3d1=3j7 3d3+3de=3j9,xh0 3eo=3jf
3d7+3cw+3cw=3jh 3d7+3db=3jj 3f0=3jk 3de+3cy=3jp 3de+3d1=3jq 3de+3d2=3jr 3de+3d3=3js 3fd=3jt 3cw+3cy=3ju
3cw+3d3=3jv 3cw+3da=3jw 3cw+3db=3jx 3cw+3de=3jy 11k=3mo,40e,6qx,6v6,wl1,2k3p 12p=3o4 1w=3vk,4bi,4bu,wk3
27+13=3vo bv=3wf v4=3wn,4bz,2k2q 1g=3wu 24=3xa,42y,wkh,20ie,2k2y 1p=3y8,94w,9ls,wlb
pg=3yb,6py,7g3,8yo,20ii,2rcy 53+3y9=3yk 3y9+53=3yl 53+pg=3ym pg+53=3yn 53+3yc=3yo 3yc+53=3yp 53+3yd=3yq
3yd+53=3yr 53+3ye=3ys 3ye+53=3yt 53+3yi=3yv 3yi+53=3yw 53+3yj=3yx 3yj+53=3yy
53=3zb,6ci,6cn,6qh,6v9,94h,9ob,x3j 3y9+3z4=3zf pg+3z4=3zg 3yd+3z4=3zh 3yi+3z4=3zi 53+1q=3zr,400,6vr
53+2e=3zu 2e+53=3zv 53+g5=3zw g5+53=3zx 53+3zm=3zy 3zm+53=3zz 1q+53=401 53+3zo=402 3zo+53=403 53+1o=404
1o+53=405,6vq 53+3zt=406 3zt+53=407 53+40g=40k,40t 53+2d=40n 2d+53=40o 53+11k=40p 11k+53=40q 53+40f=40r
40f+53=40s 40g+53=40u 53+40h=40v 40h+53=40w 53+40l=40x 40l+53=40y 53+40m=40z 40m+53=410 2d+13=413 11k+13=414
40g+13=415 40l+13=416 2q+lj=41f 53+417=41g 417+53=41h 53+28=41i 34+53=41j 53+41a=41k 41a+53=41l 53+2s=41m
2s+53=41n 53+41c=41o 41c+53=41p 53+2q=41q 2q+53=41r 53+2q+lj=41s 2q+lj+53=41t 417+13=41x 28+13=41y 2s+13=41z
2q+13=420 53+421=42a 421+53=42b 53+423=42c 423+53=42d 53+424=42e 424+53=42f 53+22=42g 22+53=42h 53+426=42i
426+53=42j 53+428=42k 428+53=42l 53+429=42m 429+53=42n 53+42r=430 42r+53=431 53+pf=432 pf+53=433 53+42u=434
42u+53=435 53+42v=436 42v+53=437 53+42w=438 42w+53=439 53+24=43a 30+53=43b 53+42z=43c 42z+53=43d 53+43k=43t
43k+53=43u 53+43r=43v 43r+53=43w 53+43s=43x 43s+53=43y 3z5=441 53+443=44c 443+53=44d 53+445=44e 445+53=44f
53+446=44g 446+53=44h 53+447=44i 447+53=44j 53+448=44k 448+53=44l 53+44a=44m 44a+53=44n 53+44b=44o
44b+53=44p 53+44t=452 44t+53=453 53+44v=454 44v+53=455 53+44w=456 44w+53=457 53+44x=458 44x+53=459
53+44y=45a 44y+53=45b 53+450=45c 450+53=45d 53+451=45e 451+53=45f 45n+1o=45o 45n+40l=45p 45n+2q=45q
45n+428=45r 53+45s=45z 45s+53=460 53+45t=461 45t+53=462 53+45u=463 45u+53=464 53+45v=465 45v+53=466
53+45w=467 45w+53=468 53+45x=469 45x+53=46a 53+45y=46b 45y+53=46c 53+1g=46n 1g+53=46o 53+46g=46p 46g+53=46q
53+46h=46r 46h+53=46s 53+46i=46t 46i+53=46u 53+46j=46v 46j+53=46w 53+46l=46x 46l+53=46y 53+46m=46z
46m+53=470 3zd=474 53+47g=47i 47g+53=47j 53+47u=47v 47u+53=47w 53+487=488 487+53=489 47k+418=48u 47k+28=48v
47k+41a=48w 47k+2s=48x 47k+41c=48y 47k+2q=48z 47k+2q+lj=490 47k+41v=491 49h+422=49a 49h+423=49b 49h+424=49c
49h+22=49d 49h+426=49e 49h+428=49f 49h+429=49g 6k2=4ad,wke x6j=4af,2k34 8rz=4as,6ps,wkv,2k2f 428=4ci 421=4cj
443=4ck 44a=4cn 477=4de 47a=4df 47e=4dg c1=4dq,4dw,6jr q1=4dr,4dx 47k+417=4fj 49h+421=4fk 49i+423=4fl
49i+424=4fm 49i+22=4fn 49i+426=4fo 49i+428=4fp 49i+429=4fq 49z+53=4fr 4a0+53=4fs 4a1+53=4ft 4a2+53=4fu
4a3+53=4fv 4a4+53=4fw 4a5+53=4fx 4ne=4nj 4o2=4o3 2t0=4on 2t1=4oo 2t2=4op 2t3=4oq 2sv=4pg 2u2=4ph 2tr=4pl
2u3=4pm 4s5=4t1 4t8=4uu 53+4vl=4vn 53+4vo=4vq 53+4vs=4vt 53+4w0=4w2 53+43m=4w6 43m+53=4w7 53+43n=4w8
43n+53=4w9 53+43o=4wa 43o+53=4wb 53+43p=4wc 43p+53=4wd 53+477=4we 53+47a=4wf 53+47b=4wg 53+47c=4wh
53+47d=4wi 53+47f=4wj 4xh=4wr 4wv+3z2=4ws 3z2+4wv=4wt 477+53=4ww 47y+53=4wz 486+53=4x0 48b+53=4x1 492+53=4x4
49j+53=4x6 v4+53=4x9 4c4+53=4xc 4d7+53=4xe 526=53k 52p=53l 56t=58g,58w 59k+59k=59l 59m+59k=59n 1cr=59w,6hn
5ae=5ax 5b9=5bb lg+lg=5bc 5cd=5ea 5ch=5eb 5d4=5eg 5e8=5ek 5em+5em=5en 5kr+5kr=5ks 5mm+5mm=5mn mj=5p1 mm=5p4
ml=5p5 lq=5p6 ly=5pp d9+33=5qs 3e=5r6,xw3 bs=5r8,wud i4=5rb,1fiw 5qw=5rd,xwy u3=5rf 39+2t=5t7 2u+ms=5ta
36+32+ms=5tb 32+ms=5tc 36+ms=5te hq+ms=5tf 37+ms=5tg 38+ms=5th 3e+ms=5ti 34+mt=5tp 39+mt=5tq,xwc i2+mt=5tr
gb=5u8 5ay=5wo 92k=5wu 1b=6dd,6dg,6qd,7e9,7uz,8ag,9ir,9n2,9ub,fgf,2k3e 3i=6dv,6rg 8yf=6e5,6we
8xu=6e6,87t,94t,2jfz 1v+6i3=6g1 4j=6g4 36+32+mw=6g5 2f+mt=6g9 2s+mt+mp=6gb 2c+6i3=6ge 30+38=6gm 11w=6gt,1ew0
181+18p+30+18k=6gx tp=6iw hr=6jt wko=6kh wl2=6ki,20iu,2k2d,2k2z 20hs=6kj 4i7=6mp 4iw=6mt 6nm=6np 2q6m=6nu
4ii=6ny,8bl 4i8=6nz 2rps=6o4 2rpt=6oc b2=6pv,8xm,wkx 17+lj=6qc 2k=6qe,7v1,8ad,8ah,9uc,fg6,2k27,2k3f
4w=6qg,7gr,7hi 33+33=6qm,wwp,x1r hv=6qz,xu5 19+lj=6rc 1p+lj=6s0 1p+lj+mb=6s1 1p+lm=6s7 1p+le=6s9 1p+li=6sa
1p+ob=6se 6sh=6sj 1o+1o=6sq 1q+1q=6sr,8bk 40l=6te,946 40g=6tf,947 1f3c=6tx,8ap,wwq,2re0
ig=6u1,7ih,8ao,8yh,wvc,1fib wk5=6ud,7uq,x4h,2k2k 6qv=6v4 4ik=6v8,7gn,7gq,7ky,2rf8 4im=6vc,8bh 1o+1o+1o=6vs
1q+1q+1q=6vt 53+53+53=6wf,8y0 6px=6ww 6xw=6xx 9j0=6yp,890 pg+mq=6zd 4ik+mq=6ze 4w+mq=6zg,1hhs 6u3=6zj
2c+lk=6zl 6pz+lk=6zm 6va+lk=6zn 4w+lk=6zo 3i+lk=6zs 3zp=6zt 6pz+ms=6zv qx=705,wul,x4n 2p+mq=706 x3n+mq=707
2x+mq=708 qx+mq=709 4hp=70f 6z9=729 6z2=72a 6yz=72b 6zx=72e 6f5+6f4=73c 73v=73w 7jy=73y,2ql4 2k+2k=762
7b6=7b7 7bg=7bj 7bw=7c3 ci=7e2 6q6=7ew,7fk 7f0=7f4 jt=7f8 7fa=7fb 7fc=7fh 739=7g1 6ur=7g7 7g6=7g8,7ga
1f3w=7gd,2k2c,2rd0 6uq=7gh 6ym=7gu,88u 6xe=7hc 7fl=7io 1ggu=7j9 pq=7jk 70o=7js 6rz=7ke,2rfi 2s0l=7kn
2s0n=7kt 2jx4+2jxh=7l5 2jx4+2jxh+2jxq=7l6 14=7s8,7si,9hw,1e0u 15=7s9,7sj,9hx,1e0v 3f=7sk,2jv8 3h=7sl 17=7th
6v=7tj 2k+40l=7uw 40g+1b=7ux 7sc=7vs,9hk,9jj,9uj,2zfs 7sd=7vt,9hl 4i8+4ii=86b 6o3+6o2=86d 4i8+6o2=86m
6o3+4ii=86n 6yx=88g 2jg0=88l 6yq=891 6yj=893 1f40=89i 87u=89l 1m+6mq=8ac 1b+lg=8ae 6tz=8aq 6tp=8ar 6tq=8as
6tv=8at 6tw=8au 17+lm=8bm 17+le=8bn 17+lf=8bo 17+mb=8bp 17+mo=8bq 17+6f6=8br 19+lv=8bt 19+mb=8bu 3c+lj=8c0
6xl=8cd 8bj=8ce 6q8=8cf 3i+lj=8dm,93y 1p+6i8=8dq 1q+1o=8f9 4b9=8fe 4b6=8ff 40g+40l=8gn 1b+1b+1b=8hn
1b+1b=8hp 1p+59u=8ly 6n2=8oc 6n3=8od 6n4=8oe 6n5=8of 29=8yd 4j3=8yr 5wf=92g o8=92l 5az=92m of=92n o3=92u
o4=92v 19+lk=93u 3i+mb=93z 14+14=948 15+15=949 6r9=94a 6r8=94b 6rb=94c 17j=94e 17f=94l 52=94v fh7=96q,9ue
fh6=96r,9un fjv=96t,9lw g76=96x aim=96z g1s=972 i77=973 i76=974 ik3=976 inu=977 itt=978 ix0=97a b96=97b
jf0=97c jzp=97d k4h=97f l8a=97i lch=97k ldh=97l ldm=97m m7g=97n mjv=97o ffw=97q mnh=97s p5e=97v,982 ny3=97x
oop=97z p5f=981 paa=989 pds=98a prt=98e,98f,98g qj2=98h qxw=98i r5s=98j r5r=98k r7l=98l rkw=98o rvh=98p
sbq=98r sdy=98s,98t tnh=98v,992 tc5=98w 3dc+9oc+3cy+3d8=98x,tiv tiw=98y tj3=98z tm0=990 tw2=994 u06=995
u45=996 u6m=997 u72=998 u73=999 u74=99b uar=99c ui4=99e unw=99g uws=99h vc6=99k vd0=99l k21=99n vgw=99o
l7z=99p vi7=99q o9o=99r vix=99s fi8=99u kz=9he 6go=9hu 7vq=9i2 7vr=9i3 ll=9ik ijp=9m0 gbf=9m3 hlh=9mn
ggs=9mw fik=9mz g2z=9n3 9ko=9nc gkj=9nx,h5j g1r=9pi,20oi fid=9ui fh5=9uo app=beb ako=dcr bp7=dgg 3gz2=dxx
3d8+3ft=ff9 3d5+3d5+9oc=fff 2dk2=fim 3d5+9oc+3cw=fka fp1=fsy ftw=fuk 20oj=g2a 3d2+3fl=ggv 3d5+9oc+3d2=glk
gur=gv3 hgh=hgr h7j=hkb hij=hkv hwv=hz4 ild=ilu bp6=imo 3tbz=j7c jee=jeg bi9=jrd cov=k83 k7u=k89 bmi=kc6
dhf=kdi kfi=kjj bs3=kx5 kv1=kyv lu0=lzt 3cy+3fy+ffs=mkf npw=nrj or9=os6 kcs=peu kcw=pfu kcv=pg0 bp1=ph2
kcz=phd kd4=pif ph8=pj5 kdf=plz q6l=qbj qif=qip dyu=ra6 ram=rct rk6=rkf rq4=rqb ry7=rye s11=s1m s5z=s63
s8v=s9z slq=sm6 t65=t66 trr=trs v9e=v9f vdd=vde cop=vk3 w5p=wic vr4=wik vnu=wim wgo=wiv vua=wiw vo0=wj0
wci=wj4 wcf=wje w4x=wji w2h=wjj wbv=wjk wc5=wjm 4f4=wkt 4bl=wl3 1a+1a=wl6 1a+18=wl7 19+1a=wla tm+30=wuo
jt+2q+2x=wup 6i1=wvj jr=wvy 27+27=wwo,x1q 4hl=wxc ip=wy5 wz7+wz7=wz8 kr=x04 2c+1f=x0o 38+f1=x0p 1t+1t=x0y
2p+2p=x0z 1t+27=x10 2p+33=x11 1t+2d=x12 2p+39=x13 1t+2e=x14,x16 2p+3a=x15,x17 1t+2h=x18 2p+3d=x19 3b+me=x29
38+2u=x2v 12=x2w x2x=x2y x0n=x3p 1fde=x3u 1fei=x3v ii=x3x wkk=x3y wuk=x4m x5f=x5e x5h=x5g qj=x5n,1fiz
g5+mw=x5o 1us=x80 3cz+3d2=xgg 3cz+3d3=xgh,16mn 3cz+3d5=xgi,16mo 3cz+3d8=xgj,16mq 3d1+3cw+3cw=xgl,16mt
3d1+3cz+3cz=xgn 3d1+3d3+3d3=xgq 3d1+3d8=xgt 3d2+3cz=xgw 3d3+3d5+3dc=xgy 3d3+3db=xgz 3d5+3d5+3d3=xh1
3d7+3d1=xh2 3d7+3de=xh3 3d8+3d8+3de=xh4 3dc+3dc=xh5 3dd+3de=xh6 3de+3d5=xh7 3fd+3fd=xh8 8qn=xhu xi5=xib
xjk=xja xkx=xn7 xlv=xna gk+mw=xtr d9+33+mw=xtt d9+33+mt=xtu qv=xub,xud ux=xuo gk+2t=xuq 39+33=xur 5qd=xv4
hs=xv5,xwi 33+m3=xv8 5q8=xve 5qi=xvf 5qf=xvg g2=xvi 8s6=xvk in=xwu 3ft+3fr=16ls 3ft+3ft+ffs=16lt
3fx+3fl=16lu 3fx+3fl+ffs=16lv 3fx+3fp=16lw 3fy+3fr=16lx 3fy+ffs+ffs=16ly 3g2+3fl+ffs=16lz 3g2+3ft=16m0
9oc+3fl=16m1 9oc+3fp=16m2 9oc+3fp+ffs=16m3 9oc+3ft=16m4 ffs+3fn+3ft=16m5 ffs+3fn+ffs=16m6 ffs+3fr=16m7
ffs+3fr+ffs=16m8 ffs+3ft+ffs=16m9 ffs+3fx=16ma ffs+3g2=16mb ffs+ffs=16mc 3ha+3fl=16md 3ha+3fp+ffs=16me
3cy+3d1=16mj 3cy+3da=16mk 3cz+3cz+3d3=16mm 3cz+3d5+3cw=16mp 3cz+3da=16mr 3cz+3dc=16ms 3d1+3cw+3de=16mu
3d1+3d1+3db=16mv 3d1+3d2+3de=16mw 3d1+3d3+3cz=16mx 3d1+3d3+3dd=16my 3d1+3f0=16mz 3d1+3fd+3de=16n0
3d2+3cy=16n2 3d2+3cy+3cy=16n3 3d2+3d2=16n4 3d2+3d3+3d5=16n5 3d2+3d8=16n6 3d3+3d1+3dd=16n8 3d3+3d2=16n9
3d5+3d3+3d7=16nf 3d5+3d5+3cw=16ng 3d5+3d5+3cz=16nh 3d5+3eo=16ni 3eo+3d3=16nn 3eo+3d3+3d7=16no 3f0+3d2=16np
3f0+3de=16nq 3d8+3d3=16nr 3d8+3d3+3d3=16ns 3dd+3d5=16nu 3dd+3dc=16nv 26+lm=1evi 2g+mt=1evq 2e+mt=1evr
30+mt+30+mt+2b+mt=1evs 30+mt+30+mt=1evt 17z=1f4x 187=1f54 185=1f5e xv=1fi4 sr=1fil 4iu=1fio 1j=1fiq,2k2a
wvd=1fjf 18m=1hhi 1a8=1hhj 1ik4+1iki+1ij6=1ij7 1ik4+1iki+1ijc=1ijd 1ik4+1iki+1ijn=1ijo 1ik4+1iki+1ijt=1iju
1ik4+1iki+1ijw=1ijx 1ik4+1iki+1ijy=1ijz 1ikr+1ikr=1iks wuw=20ik,2rcx 2rco=2j23 zi=2k1u 6kk=2k2j 6tr=2k3c
6ts=2k3d 4i3=2k3j 10+6hs=2q6n a84+9+6hp=2q99 1v+6hs=2q9a 7jx=2qky,2ql5 2jek=2qlv 2jel=2qmm,2qmn 2jem=2qmq
2jen=2qmr 2jei=2qnr 2jej=2qqq 2j22=2qrx 2j24=2qtf 2sca=2qz8 29+1x=2rcw 1t+2a=2rd3 2e+5wk=2rd4 7jd=2rd6
89r=2rei 6u9=2rf9 37+37+37=2rfg 25+1u=2rfv 2e+1u=2rfw 6u8=2rg1 g6t=2ues hkn=2xbn hlm=2xdz 2xm0=2xlz ivu=30g5
lmt=358g mud=37jx 395l=395m rvf=3b2s 3d7s=3d7h 3eie=3eo6 37dg=3rnp ibk=3tbu 33a7=3tby ggh=3yht ouf=4dq4
`
