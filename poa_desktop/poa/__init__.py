"""What a POA is: records, periods, schedule, evaluation and checks, in pure Python."""
