"""The cases by hand in GP, the language of PARI: closures that cypari calls, with their constants computed beforehand.

Real numbers carry their precision with them; what is made of whole numbers has the session's. PARI's polylogarithm
takes whole orders only: for the others Lerch's function serves, Li_s(z) = z Phi(z, s, 1) (DLMF 25.14.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_SOLVE = (
    "my(b=getlocalbitprec(),w,d,lost,c=b,steps=List());"
    "localbitprec(128);"
    "w=(zeta(3/2)-x)/(2*sqrt(Pi));"
    "lost=16+2*max(0,-exponent(w));"
    "for(i=1,60,d=step(w,bitprecision(x,128));w+=d;if(abs(d)<w>>30,break));"
    "while(c>56,listput(steps,c);c=c\\2+4);"
    "forstep(i=#steps,1,-1,"
    "my(p=steps[i]+lost);localbitprec(p);w=bitprecision(w,p);w+=step(w,bitprecision(x,p)));"
    "localbitprec(b+lost);"
    "my(z=exp(-bitprecision(w,b+lost)^2));"
    "[z,g(z,5/2)/x]"
)
"""Newton's method in w = sqrt(-ln z), the precision doubled in each step."""

DEFINITIONS = (
    "g(z,s)=real(z*lerchphi(z,s,1))",
    "step(w,x)=my(z=exp(-w^2));(g(z,3/2)-x)/(2*w*g(z,1/2))",
    f"solve_density(x)={_SOLVE}",
)
"""What the formulas use, to be said once."""

FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "thermal-wavelength-cubed": "(h,k)->my(c=2*Pi*k,d=h^3);(m,T)->my(x=c*m*T);d/(x*sqrt(x))",
        "critical-temperature": "(h,k)->my(c=h^2/(2*Pi*k));(n,m,D)->my(r=sqrtn(n/D,3));c*r*r/m",
        "number-density": "(h,k)->my(c=2*Pi*k/h^2);(z,m,T)->my(x=c*m*T);z*x*sqrt(x)",
        "pressure": "(h,k)->my(c=2*Pi*k/h^2,s=sqrt(32));(n,m,T)->my(x=c*m*T);n*k*T*(1-n/(s*x*sqrt(x)))",
        "condensed-fraction": "(h,k)->(T,C)->my(x=T/C);1-x*sqrt(x)",
        "condensed-gas-chain": (
            "(h,k)->my(c=2*Pi*k);"
            "(m,T,f,V,D,E)->my(L=h/sqrt(c*m*T),q=1-f,r=sqrtn(q,3),d=L*L*L,p=k*T*E/d,A=-p*V);"
            "[L,T/(r*r),D/(d*q),p,A,-5*A/(2*T)]"
        ),
        "bose-functions": "(h,k)->(a)->my(z=exp(-a));[g(z,1/2),g(z,3/2),g(z,5/2)]",
        "bose-solve": "(h,k)->(x)->solve_density(x)",
        "bose-solve-near-critical": "(h,k)->(x)->solve_density(x)",
    }
)
"""Of the constants h and k, the function of the point."""
