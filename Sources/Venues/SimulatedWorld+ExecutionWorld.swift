import ExecutionRuntime
import Simulation
import TradingModel

extension SimulatedWorld: ExecutionWorld {}
