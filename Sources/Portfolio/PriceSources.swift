/// The chosen source of each asset's price, as a forest whose root is the reporting currency.
struct PriceSources: Sendable {
  private(set) var chosen: [PriceSource]
  /// The assets priced through each asset, parents before children, one asset after the other.
  private(set) var descendants: [Int] = []
  /// Where each asset's part begins, and one past the last.
  private var starts: [Int]
  private let root: Int

  init(assetCount: Int, root: Int) {
    chosen = Array(repeating: .none, count: assetCount)
    starts = Array(repeating: 0, count: assetCount + 1)
    self.root = root
  }

  /// What an offered source did.
  enum Outcome {
    /// It is not used.
    case ignored
    /// It is the source in use; its factor changed.
    case updated
    /// It replaced another source.
    case replaced
  }

  /// Offers a source for an asset. It is used when it is the one in use or preferable to it.
  @inline(__always)
  mutating func offer(
    _ source: PriceSource, for asset: Int, isPriced: Bool, isUsable: Bool
  ) -> Outcome {
    if chosen[asset].order < source.order, isPriced { return .ignored }
    if chosen[asset].order == source.order {
      chosen[asset].factor = source.factor
      return .updated
    }
    return replace(asset, with: source, isPriced: isPriced, isUsable: isUsable)
  }

  private mutating func replace(
    _ asset: Int, with source: PriceSource, isPriced: Bool, isUsable: Bool
  ) -> Outcome {
    guard asset != root else { return .ignored }
    let isPreferred = source.order < chosen[asset].order
    guard isPriced ? isPreferred && isUsable : isPreferred || isUsable else { return .ignored }
    var ancestor = source.parent
    for _ in chosen.indices where ancestor >= 0 {
      if ancestor == asset { return .ignored }
      ancestor = chosen[ancestor].parent
    }
    chosen[asset] = source
    rebuildDescendants()
    return .replaced
  }

  /// Places in ``descendants`` of the assets priced through an asset.
  @inline(__always)
  func descendants(of asset: Int) -> Range<Int> { starts[asset]..<starts[asset + 1] }

  private mutating func rebuildDescendants() {
    descendants.removeAll(keepingCapacity: true)
    for asset in chosen.indices {
      starts[asset] = descendants.count
      var frontier = [asset]
      while let parent = frontier.popLast() {
        for child in chosen.indices where chosen[child].parent == parent {
          descendants.append(child)
          frontier.append(child)
        }
      }
    }
    starts[chosen.count] = descendants.count
  }
}
