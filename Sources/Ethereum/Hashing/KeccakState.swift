/// The 25 lanes of Keccak-f[1600] (FIPS 202, section 3.2), named plane by plane (b g k m s) and
/// column by column (a e i o u). Six lanes (be bi go ki mi sa) are kept complemented, which turns
/// most of chi's and-nots into plain ands and ors: baseline x86-64 has no and-not instruction.
struct KeccakState {
  var ba: UInt64 = 0
  var be: UInt64 = ~0
  var bi: UInt64 = ~0
  var bo: UInt64 = 0
  var bu: UInt64 = 0
  var ga: UInt64 = 0
  var ge: UInt64 = 0
  var gi: UInt64 = 0
  var go: UInt64 = ~0
  var gu: UInt64 = 0
  var ka: UInt64 = 0
  var ke: UInt64 = 0
  var ki: UInt64 = ~0
  var ko: UInt64 = 0
  var ku: UInt64 = 0
  var ma: UInt64 = 0
  var me: UInt64 = 0
  var mi: UInt64 = ~0
  var mo: UInt64 = 0
  var mu: UInt64 = 0
  var sa: UInt64 = ~0
  var se: UInt64 = 0
  var si: UInt64 = 0
  var so: UInt64 = 0
  var su: UInt64 = 0

  /// One round from this state into another: theta, rho, pi, chi and iota in one pass.
  @inline(__always)
  func round(_ constant: UInt64) -> KeccakState {
    let ca = ba ^ ga ^ ka ^ ma ^ sa
    let ce = be ^ ge ^ ke ^ me ^ se
    let ci = bi ^ gi ^ ki ^ mi ^ si
    let co = bo ^ go ^ ko ^ mo ^ so
    let cu = bu ^ gu ^ ku ^ mu ^ su
    let ta = cu ^ Self.rotate(ce, 1)
    let te = ca ^ Self.rotate(ci, 1)
    let ti = ce ^ Self.rotate(co, 1)
    let to = ci ^ Self.rotate(cu, 1)
    let tu = co ^ Self.rotate(ca, 1)
    var next = KeccakState()
    next.setB(
      ba ^ ta,
      Self.rotate(ge ^ te, 44),
      Self.rotate(ki ^ ti, 43),
      Self.rotate(mo ^ to, 21),
      Self.rotate(su ^ tu, 14))
    next.setG(
      Self.rotate(bo ^ to, 28),
      Self.rotate(gu ^ tu, 20),
      Self.rotate(ka ^ ta, 3),
      Self.rotate(me ^ te, 45),
      Self.rotate(si ^ ti, 61))
    next.setK(
      Self.rotate(be ^ te, 1),
      Self.rotate(gi ^ ti, 6),
      Self.rotate(ko ^ to, 25),
      Self.rotate(mu ^ tu, 8),
      Self.rotate(sa ^ ta, 18))
    next.setM(
      Self.rotate(bu ^ tu, 27),
      Self.rotate(ga ^ ta, 36),
      Self.rotate(ke ^ te, 10),
      Self.rotate(mi ^ ti, 15),
      Self.rotate(so ^ to, 56))
    next.setS(
      Self.rotate(bi ^ ti, 62),
      Self.rotate(go ^ to, 55),
      Self.rotate(ku ^ tu, 39),
      Self.rotate(ma ^ ta, 41),
      Self.rotate(se ^ te, 2))
    next.ba ^= constant
    return next
  }

  @inline(__always)
  private mutating func setB(
    _ a: UInt64, _ e: UInt64, _ i: UInt64, _ o: UInt64, _ u: UInt64
  ) {
    ba = a ^ (e | i)
    be = e ^ (~i | o)
    bi = i ^ (o & u)
    bo = o ^ (u | a)
    bu = u ^ (a & e)
  }

  @inline(__always)
  private mutating func setG(
    _ a: UInt64, _ e: UInt64, _ i: UInt64, _ o: UInt64, _ u: UInt64
  ) {
    ga = a ^ (e | i)
    ge = e ^ (i & o)
    gi = i ^ (o | ~u)
    go = o ^ (u | a)
    gu = u ^ (a & e)
  }

  @inline(__always)
  private mutating func setK(
    _ a: UInt64, _ e: UInt64, _ i: UInt64, _ o: UInt64, _ u: UInt64
  ) {
    ka = a ^ (e | i)
    ke = e ^ (i & o)
    ki = i ^ (~o & u)
    ko = ~o ^ (u | a)
    ku = u ^ (a & e)
  }

  @inline(__always)
  private mutating func setM(
    _ a: UInt64, _ e: UInt64, _ i: UInt64, _ o: UInt64, _ u: UInt64
  ) {
    ma = a ^ (e & i)
    me = e ^ (i | o)
    mi = i ^ (~o | u)
    mo = ~o ^ (u & a)
    mu = u ^ (a | e)
  }

  @inline(__always)
  private mutating func setS(
    _ a: UInt64, _ e: UInt64, _ i: UInt64, _ o: UInt64, _ u: UInt64
  ) {
    sa = a ^ (~e & i)
    se = ~e ^ (i | o)
    si = i ^ (o & u)
    so = o ^ (u | a)
    su = u ^ (a & e)
  }

  @inline(__always)
  private static func rotate(_ lane: UInt64, _ count: UInt64) -> UInt64 {
    lane &<< count | lane &>> (64 &- count)
  }
}
