from sympy import Function

class AppliedUndef(Function):
    name: str
