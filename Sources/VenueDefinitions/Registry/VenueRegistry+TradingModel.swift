import FixedPoint
import TradingModel

extension VenueRegistry {
  /// The dense tables the core works with. Fees are those of each exchange's lowest customer tier
  /// unless `feeTiers` names another one by venue id. Networks on chains that no venue file
  /// describes are left out, because nothing can follow a transfer there.
  /// - Throws: ``VenueDefinitionError`` when `feeTiers` names a tier the venue does not have.
  public func catalog(feeTiers: [String: String] = [:]) throws(VenueDefinitionError) -> Catalog {
    var catalog = Catalog()
    catalog.assets = try assetTable()
    catalog.venues = definitions.enumerated().map { index, definition in
      Venue(
        id: VenueID(index), name: definition.id, kind: definition.kind,
        aliases: definition.aliases, historyFrom: definition.historyFrom)
    }
    for (index, definition) in definitions.enumerated() {
      let venue = VenueID(index)
      try appendInstruments(
        of: definition, venue: venue, feeTier: feeTiers[definition.id], to: &catalog)
      appendLending(of: definition, venue: venue, to: &catalog)
      appendRoutes(of: definition, venue: venue, to: &catalog)
      appendChain(of: definition, venue: venue, to: &catalog)
    }
    catalog.reserves.sort { ($0.venue, $0.asset) < ($1.venue, $1.asset) }
    return catalog
  }

  private func appendInstruments(
    of definition: VenueDefinition, venue: VenueID, feeTier: String?, to catalog: inout Catalog
  ) throws(VenueDefinitionError) {
    for rules in definition.instruments {
      guard let base = catalog.asset(named: rules.base)?.id,
        let quote = catalog.asset(named: rules.quote)?.id,
        let settle = catalog.asset(named: rules.settle)?.id,
        let schedule = definition.fees(for: rules.market)
      else { continue }
      let fee = try fee(in: schedule, named: feeTier, of: definition)
      catalog.instruments.append(
        Instrument(
          id: InstrumentID(catalog.instruments.count), venue: venue, symbol: rules.symbol,
          venueSymbol: rules.venueSymbol, market: rules.market, base: base, quote: quote,
          settle: settle, tick: rules.tick, step: rules.step,
          minimumQuantity: rules.minimumQuantity, maximumQuantity: rules.maximumQuantity,
          minimumNotional: rules.minimumNotional, contractSize: rules.contractSize,
          makerFee: fee.maker, takerFee: fee.taker,
          chargesBuyFeeInBase: schedule.buyFeeCoin == .base,
          marginTiers: definition.marginTiers(for: rules.symbol),
          fundingIntervalHours: definition.fundingRule(for: rules.symbol)?.intervalHours ?? 0,
          maximumLeverage: rules.maximumLeverage))
    }
  }

  private func fee(
    in schedule: FeeSchedule, named name: String?, of definition: VenueDefinition
  ) throws(VenueDefinitionError) -> FeeTier {
    let names = schedule.tiers.map(\.name)
    let wanted = name ?? names.first ?? ""
    if let tier = schedule.tiers.first(where: { $0.name == wanted }) { return tier }
    let nearest = Spelling.nearest(to: wanted, among: names)
    throw failure(definition, "fees", .unknownName(wanted, nearest: nearest))
  }

  private func appendLending(
    of definition: VenueDefinition, venue: VenueID, to catalog: inout Catalog
  ) {
    for mode in definition.eModes {
      catalog.eModeCategories.append(
        EModeCategory(
          venue: venue, number: mode.number, label: mode.label, loanToValue: mode.loanToValue,
          liquidationThreshold: mode.liquidationThreshold,
          liquidationBonus: mode.liquidationBonus))
    }
    for reserve in definition.reserves {
      guard let asset = catalog.asset(named: reserve.asset)?.id else { continue }
      let mode = definition.eModes.first { $0.assets.contains(reserve.asset) }
      catalog.reserves.append(
        LendingReserve(
          venue: venue, asset: asset, supplyTokenSymbol: reserve.supplyToken,
          debtTokenSymbol: reserve.debtToken, loanToValue: reserve.loanToValue,
          liquidationThreshold: reserve.liquidationThreshold,
          liquidationBonus: reserve.liquidationBonus, reserveFactor: reserve.reserveFactor,
          supplyCap: reserve.supplyCap, borrowCap: reserve.borrowCap,
          eModeCategory: mode?.number ?? 0))
    }
  }

  private func appendRoutes(
    of definition: VenueDefinition, venue: VenueID, to catalog: inout Catalog
  ) {
    for network in definition.networks {
      guard let asset = catalog.asset(named: network.asset)?.id,
        let chain = catalog.venue(named: network.chain), chain.kind == .chain
      else { continue }
      catalog.networks.append(
        TransferNetwork(
          venue: venue, asset: asset, network: network.network, chain: chain.id,
          withdrawalFee: network.withdrawalFee, withdrawalMinimum: network.withdrawalMinimum,
          withdrawalDelay: .seconds(Int64(network.withdrawalDelaySeconds)),
          depositConfirmations: network.depositConfirmations,
          depositMinimum: network.depositMinimum))
    }
    for route in definition.staking {
      guard let stake = catalog.asset(named: route.stake)?.id,
        let receive = catalog.asset(named: route.receive)?.id
      else { continue }
      catalog.stakingRoutes.append(
        StakingRoute(
          venue: venue, stake: stake, receive: receive, minimum: route.minimum,
          withdrawalDelay: .seconds(Int64(route.withdrawalDelaySeconds))))
    }
    for pool in definition.pools {
      guard let first = catalog.asset(named: pool.first)?.id,
        let second = catalog.asset(named: pool.second)?.id
      else { continue }
      catalog.pools.append(SwapPool(venue: venue, first: first, second: second, fee: pool.fee))
    }
  }

  private func appendChain(
    of definition: VenueDefinition, venue: VenueID, to catalog: inout Catalog
  ) {
    guard let chain = definition.chain,
      let native = catalog.asset(named: chain.nativeAsset)?.id,
      let wrapped = catalog.asset(named: chain.wrappedAsset)?.id
    else { return }
    var gas: [ChainOperation: UInt64] = [:]
    for use in chain.gasUnits { gas[use.operation] = UInt64(use.gasUnits) }
    catalog.chains.append(
      ChainProfile(
        chain: venue, chainNumber: UInt64(chain.chainID), nativeAsset: native,
        wrappedAsset: wrapped, blockTime: .seconds(Int64(chain.blockTimeSeconds)),
        confirmations: chain.confirmations, gasUnits: gas))
  }
}
