"""The districts to which something happens that every real month has: one goes quiet, one comes late, one forgets."""

from __future__ import annotations

STALE = "4504"  # จตุรพักตรพิมาน has not touched its workbook since November
LATE = "6606"  # โพทะเล sends its workbook from December on
SUMMARY_ONLY = "4410"  # นาดูน has lists of telephones; its figures stand in the province's summary alone
TAB_COPY = "4013"  # แวงใหญ่ left a copy of its register beside it
NO_VILLAGE = "6108"  # ห้วยคต has not chosen a Kong Thanu village
DISAGREES = "4612"  # หนองกุงศรี: the province counts two plots more and a payment that the district does not know
BACKWARDS = "4010"  # บ้านไผ่: the digging of one plot fell from December to January
UNAUTHORISED = "6205"  # คลองขลุง: a tab fetched from another file that nobody allowed
NEW_COLUMN = "4606"  # เขาวง put a column into its register in December
NO_MODEL = "6009"  # ไพศาลี: the register has no column for HLM or CLM
TWO_SIZES = "4403"  # โกสุมพิสัย: two columns for a plot's size
