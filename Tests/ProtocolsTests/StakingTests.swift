import FixedPoint
import Protocols
import TestSupport
import Testing

@Suite struct StakingTests {
  private let wad: UInt256 = 1_000_000_000_000_000_000

  /// 11 ether over 9 shares' worth: 1 ether is 0.818181... shares, which show as 1 wei less.
  @Test func lidoFloorsBothWays() throws {
    var pool = LidoPool(totalPooledEther: wad * 11, totalShares: wad * 9)
    let shares = try pool.shares(forPooledEther: wad)
    #expect(shares == 818_181_818_181_818_181)
    #expect(try pool.pooledEther(forShares: shares) == 999_999_999_999_999_999)
    #expect(try pool.pooledEther(forShares: shares + 1) == wad)
    #expect(try pool.pooledEther(forShares: shares + 1, rounding: .ceiling) == wad + 1)
    #expect(try pool.wrap(wad) == shares)
    #expect(try pool.unwrap(shares) == wad - 1)
    #expect(try pool.etherPerWrappedToken() == 1_222_222_222_222_222_222)
    #expect(try pool.submit(wad) == shares)
    #expect(pool.totalPooledEther == wad * 12)
    pool.rebase(totalPooledEther: wad * 13)
    #expect(try pool.unwrap(shares) > wad)
  }

  @Test func lidoFirstDepositIsOneToOne() throws {
    var pool = LidoPool(totalPooledEther: 0, totalShares: 0)
    #expect(throws: ProtocolMathError.divisionByZero) { try pool.shares(forPooledEther: 1) }
    #expect(throws: ProtocolMathError.zeroAmount) { try pool.submit(0) }
    #expect(try pool.submit(wad) == wad)
    #expect(throws: ProtocolMathError.overflow) { try pool.submit(.max) }
    #expect(pool.totalShares == wad)
    #expect(throws: ProtocolMathError.insufficientBalance) {
      try pool.burn(shares: wad + 1, releasing: 0)
    }
    try pool.burn(shares: wad, releasing: wad)
    #expect(pool.totalShares == 0)
  }

  @Test func lidoClaimIsTheLesser() throws {
    let rate: UInt256 = 1_200_000_000_000_000_000_000_000_000
    #expect(try LidoPool.claimable(requested: 100, shares: 100, shareRate: rate) == 100)
    #expect(try LidoPool.claimable(requested: 200, shares: 100, shareRate: rate) == 120)
  }

  @Test func etherFiRoundsForThePool() throws {
    var pool = EtherFiPool(totalPooledEther: wad * 11, totalShares: wad * 9)
    #expect(try pool.shares(forAmount: wad) == 818_181_818_181_818_181)
    #expect(try pool.shares(forWithdrawal: wad) == 818_181_818_181_818_182)
    #expect(try pool.amount(forShares: 818_181_818_181_818_182) == wad)
    #expect(try pool.rate() == 1_222_222_222_222_222_222)
    #expect(try pool.deposit(wad) == 818_181_818_181_818_181)
    #expect(try pool.withdraw(wad) == 818_181_818_181_818_182)
    #expect(try pool.unwrap(pool.wrap(wad)) <= wad)
  }

  @Test func etherFiEmptyPoolConvertsToZero() throws {
    var pool = EtherFiPool(totalPooledEther: 0, totalShares: 0)
    #expect(try pool.shares(forAmount: wad) == 0)
    #expect(try pool.amount(forShares: wad) == 0)
    #expect(try pool.deposit(wad) == wad)
    #expect(throws: ProtocolMathError.insufficientBalance) { try pool.withdraw(wad + 1) }
    #expect(throws: ProtocolMathError.zeroAmount) { try pool.wrap(0) }
  }

  @Test func wrappedEtherIsOneToOne() throws {
    var contract = WrappedEther()
    #expect(try contract.deposit(wad) == wad)
    #expect(throws: ProtocolMathError.insufficientBalance) {
      try contract.withdraw(2, balance: 1)
    }
    #expect(try contract.withdraw(wad, balance: wad) == wad)
    #expect(contract.totalSupply == 0)
    #expect(throws: ProtocolMathError.overflow) {
      _ = try contract.deposit(.max)
      _ = try contract.deposit(1)
    }
  }

  @Test func sharesNeverCreateValue() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let ether = UInt256(random.next()) * UInt256(random.below(UInt64(1_000)) + 1) + 1
      let shares = UInt256(random.next()) * UInt256(random.below(UInt64(1_000)) + 1) + 1
      let amount = UInt256(random.next())
      let lido = LidoPool(totalPooledEther: ether, totalShares: shares)
      let back = try lido.pooledEther(forShares: lido.shares(forPooledEther: amount))
      #expect(back <= amount)
      let fi = EtherFiPool(totalPooledEther: ether, totalShares: shares)
      #expect(try fi.amount(forShares: fi.shares(forAmount: amount)) <= amount)
      #expect(try fi.amount(forShares: fi.shares(forWithdrawal: amount)) >= amount)
    }
  }
}
