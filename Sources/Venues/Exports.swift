// What the signatures of this room mention, so that `import Venues` alone is enough.
@_exported import ExecutionCore
@_exported import ExecutionRuntime
@_exported import FixedPoint
@_exported import InstructionLanguage
@_exported import JSON
@_exported import MarketData
@_exported import Orders
@_exported import Secrets
@_exported import TradingModel
