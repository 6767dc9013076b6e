# pragma version ~=0.4.0
# The desk's own executor: the owner's calls in one transaction, with conditions that must hold at
# its end, and flash loans of Aave v3 and Morpho Blue within it. It belongs to one account, which
# also holds every position; between transactions it holds nothing and has allowed nobody anything.
# The owner's account may also delegate to it (EIP-7702): then it acts as the account itself.

interface Token:
    def balanceOf(account: address) -> uint256: view
    def allowance(holder: address, spender: address) -> uint256: view

interface LendingPool:
    def flashLoanSimple(
        receiver: address, asset: address, amount: uint256, params: Bytes[32], referral: uint16
    ): nonpayable
    def getUserAccountData(
        user: address
    ) -> (uint256, uint256, uint256, uint256, uint256, uint256): view

interface Lender:
    def flashLoan(token: address, assets: uint256, data: Bytes[32]): nonpayable

struct Call:
    target: address
    amount: uint256
    data: Bytes[2048]

struct Balance:
    token: address
    least: uint256

struct Allowance:
    token: address
    spender: address

struct Conditions:
    minimumHealthFactor: uint256
    balances: DynArray[Balance, 8]
    swept: DynArray[address, 12]
    allowances: DynArray[Allowance, 16]

MAX_CALLS: constant(uint256) = 24

OWNER: public(immutable(address))
POOL: public(immutable(address))
MORPHO: public(immutable(address))

# Calls to be made while a loan is held; empty outside of one.
pending: transient(DynArray[Call, MAX_CALLS])
lender: transient(address)
lent: transient(address)
size: transient(uint256)
repaid: transient(bool)

@deploy
def __init__(owner: address, pool: address, morpho: address):
    # Without Morpho its address is zero.
    assert owner != empty(address) and pool != empty(address), "no owner or pool"
    OWNER = owner
    POOL = pool
    MORPHO = morpho

@external
@payable
def __default__():
    pass

@internal
def _run(calls: DynArray[Call, MAX_CALLS]):
    for call: Call in calls:
        # Nothing but the pool may call back, and never as this contract.
        assert call.target != self, "calls itself"
        ok: bool = False
        answer: Bytes[256] = b""
        ok, answer = raw_call(
            call.target, call.data, value=call.amount, max_outsize=256, revert_on_failure=False
        )
        if not ok:
            raw_revert(answer)
        # A token may answer false instead of reverting.
        if len(answer) == 32 and len(call.data) >= 4:
            selector: bytes4 = convert(slice(call.data, 0, 4), bytes4)
            if (
                selector == method_id("transfer(address,uint256)", output_type=bytes4)
                or selector == method_id("transferFrom(address,address,uint256)", output_type=bytes4)
                or selector == method_id("approve(address,uint256)", output_type=bytes4)
            ):
                assert abi_decode(answer, uint256) != 0, "token said no"

@internal
def _check(conditions: Conditions):
    if conditions.minimumHealthFactor > 0:
        a: uint256 = 0
        b: uint256 = 0
        c: uint256 = 0
        d: uint256 = 0
        e: uint256 = 0
        health: uint256 = 0
        a, b, c, d, e, health = staticcall LendingPool(POOL).getUserAccountData(OWNER)
        assert health >= conditions.minimumHealthFactor, "health factor"
    # What is left belongs to the owner; share tokens may keep a wei.
    if OWNER != self:
        for token: address in conditions.swept:
            rest: uint256 = staticcall Token(token).balanceOf(self)
            if rest > 0:
                raw_call(
                    token, abi_encode(OWNER, rest, method_id=method_id("transfer(address,uint256)"))
                )
                assert staticcall Token(token).balanceOf(self) <= 1, "token left"
        if self.balance > 0:
            raw_call(OWNER, b"", value=self.balance)
    for wanted: Balance in conditions.balances:
        assert staticcall Token(wanted.token).balanceOf(OWNER) >= wanted.least, "balance"
    for grant: Allowance in conditions.allowances:
        assert staticcall Token(grant.token).allowance(self, grant.spender) == 0, "allowance left"

@external
@payable
@nonreentrant
def execute(calls: DynArray[Call, MAX_CALLS], conditions: Conditions):
    assert msg.sender == OWNER, "not the owner"
    self._run(calls)
    self._check(conditions)

@external
@payable
@nonreentrant
def executeWithLoan(
    lender: address, asset: address, amount: uint256, calls: DynArray[Call, MAX_CALLS],
    conditions: Conditions
):
    # The first of `calls` may already use the loan; the lender takes it back from this contract,
    # whose allowance for it is one of the calls.
    assert msg.sender == OWNER, "not the owner"
    assert lender == POOL or lender == MORPHO and lender != empty(address), "not a lender"
    assert self.lender == empty(address) and amount > 0, "in a loan"
    self.lender = lender
    self.lent = asset
    self.size = amount
    self.pending = calls
    if lender == POOL:
        extcall LendingPool(POOL).flashLoanSimple(self, asset, amount, b"", 0)
    else:
        extcall Lender(MORPHO).flashLoan(asset, amount, b"")
    assert self.size == 0, "no loan"
    self.lender = empty(address)
    self.lent = empty(address)
    self._check(conditions)

@internal
def _use_loan():
    self.size = 0
    calls: DynArray[Call, MAX_CALLS] = self.pending
    self.pending = []
    self._run(calls)

@external
def executeOperation(
    asset: address, amount: uint256, premium: uint256, initiator: address, params: Bytes[32]
) -> bool:
    assert msg.sender == POOL and self.lender == POOL, "not the pool"
    assert initiator == self, "not the initiator"
    assert asset == self.lent and amount == self.size and amount > 0, "not the loan"
    self._use_loan()
    return True

@external
def onMorphoFlashLoan(assets: uint256, data: Bytes[32]):
    assert msg.sender == MORPHO and self.lender == MORPHO, "not the lender"
    assert assets == self.size and assets > 0, "not the loan"
    self._use_loan()
