class Domain:
    def __call__(self, value: int) -> object: ...

QQ: Domain
ZZ: Domain
