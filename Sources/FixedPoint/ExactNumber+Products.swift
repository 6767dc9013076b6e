extension Price {
  /// Price × quantity as money, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ quantity: Quantity, rounding: Rounding) -> Money {
    Money(value.multiplied(by: quantity.value, rounding: rounding))
  }

  /// Price × quantity as money, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ quantity: Quantity, rounding: Rounding) -> Money? {
    value.multipliedIfFits(by: quantity.value, rounding: rounding).map { Money($0) }
  }

  /// Price × rate as price, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ rate: Rate, rounding: Rounding) -> Price {
    Price(value.multiplied(by: rate.value, rounding: rounding))
  }

  /// Price × rate as price, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ rate: Rate, rounding: Rounding) -> Price? {
    value.multipliedIfFits(by: rate.value, rounding: rounding).map { Price($0) }
  }

  /// Price ÷ price as rate, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by other: Price, rounding: Rounding) -> Rate? {
    value.divided(by: other.value, rounding: rounding).map { Rate($0) }
  }

  /// Price ÷ rate as price, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by rate: Rate, rounding: Rounding) -> Price? {
    value.divided(by: rate.value, rounding: rounding).map { Price($0) }
  }
}

extension Quantity {
  /// Quantity × price as money, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ price: Price, rounding: Rounding) -> Money {
    Money(value.multiplied(by: price.value, rounding: rounding))
  }

  /// Quantity × price as money, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ price: Price, rounding: Rounding) -> Money? {
    value.multipliedIfFits(by: price.value, rounding: rounding).map { Money($0) }
  }

  /// Quantity × rate as quantity, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ rate: Rate, rounding: Rounding) -> Quantity {
    Quantity(value.multiplied(by: rate.value, rounding: rounding))
  }

  /// Quantity × rate as quantity, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ rate: Rate, rounding: Rounding) -> Quantity? {
    value.multipliedIfFits(by: rate.value, rounding: rounding).map { Quantity($0) }
  }

  /// Quantity ÷ quantity as rate, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by other: Quantity, rounding: Rounding) -> Rate? {
    value.divided(by: other.value, rounding: rounding).map { Rate($0) }
  }

  /// Quantity ÷ rate as quantity, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by rate: Rate, rounding: Rounding) -> Quantity? {
    value.divided(by: rate.value, rounding: rounding).map { Quantity($0) }
  }
}

extension Money {
  /// Money × rate as money, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ rate: Rate, rounding: Rounding) -> Money {
    Money(value.multiplied(by: rate.value, rounding: rounding))
  }

  /// Money × rate as money, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ rate: Rate, rounding: Rounding) -> Money? {
    value.multipliedIfFits(by: rate.value, rounding: rounding).map { Money($0) }
  }

  /// Money ÷ quantity as price, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by quantity: Quantity, rounding: Rounding) -> Price? {
    value.divided(by: quantity.value, rounding: rounding).map { Price($0) }
  }

  /// Money ÷ price as quantity, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by price: Price, rounding: Rounding) -> Quantity? {
    value.divided(by: price.value, rounding: rounding).map { Quantity($0) }
  }

  /// Money ÷ money as rate, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by other: Money, rounding: Rounding) -> Rate? {
    value.divided(by: other.value, rounding: rounding).map { Rate($0) }
  }

  /// Money ÷ rate as money, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by rate: Rate, rounding: Rounding) -> Money? {
    value.divided(by: rate.value, rounding: rounding).map { Money($0) }
  }
}

extension Rate {
  /// Rate × money as money, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ money: Money, rounding: Rounding) -> Money {
    Money(value.multiplied(by: money.value, rounding: rounding))
  }

  /// Rate × money as money, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ money: Money, rounding: Rounding) -> Money? {
    value.multipliedIfFits(by: money.value, rounding: rounding).map { Money($0) }
  }

  /// Rate × quantity as quantity, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ quantity: Quantity, rounding: Rounding) -> Quantity {
    Quantity(value.multiplied(by: quantity.value, rounding: rounding))
  }

  /// Rate × quantity as quantity, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ quantity: Quantity, rounding: Rounding) -> Quantity? {
    value.multipliedIfFits(by: quantity.value, rounding: rounding).map { Quantity($0) }
  }

  /// Rate × price as price, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ price: Price, rounding: Rounding) -> Price {
    Price(value.multiplied(by: price.value, rounding: rounding))
  }

  /// Rate × price as price, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ price: Price, rounding: Rounding) -> Price? {
    value.multipliedIfFits(by: price.value, rounding: rounding).map { Price($0) }
  }

  /// Rate × rate as rate, rounded to 10^-18; traps when out of range.
  @inlinable
  public func times(_ rate: Rate, rounding: Rounding) -> Rate {
    Rate(value.multiplied(by: rate.value, rounding: rounding))
  }

  /// Rate × rate as rate, rounded to 10^-18; nil when out of range.
  @inlinable
  public func timesIfFits(_ rate: Rate, rounding: Rounding) -> Rate? {
    value.multipliedIfFits(by: rate.value, rounding: rounding).map { Rate($0) }
  }

  /// Rate ÷ rate as rate, rounded to 10^-18; nil when the divisor is zero or the result
  /// out of range.
  @inlinable
  public func divided(by other: Rate, rounding: Rounding) -> Rate? {
    value.divided(by: other.value, rounding: rounding).map { Rate($0) }
  }
}
