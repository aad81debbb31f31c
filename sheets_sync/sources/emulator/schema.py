"""The names Google's discovery documents give to the fields that a mask may choose."""

from __future__ import annotations

Messages = dict[str, dict[str, str]]
"""Message -> field -> the message it holds, `*` for one not spelt out here, empty for a plain value."""


def messages(text: str) -> Messages:
    """Messages written as `Name = field field:Message field:*`, continued on deeper lines."""
    found: Messages = {}
    name = ""
    for word in text.replace(" = ", "= ").split():
        if word.endswith("="):
            name = word[:-1]
            found[name] = {}
        else:
            field, _, message = word.partition(":")
            found[name][field] = message
    return found


SHEETS = messages(
    """
    Spreadsheet = comments:* commentsViewMode dataSourceSchedules:* dataSources:* developerMetadata:*
        namedRanges:* properties:SpreadsheetProperties sheets:Sheet spreadsheetId spreadsheetUrl
    SpreadsheetProperties = autoRecalc defaultFormat:CellFormat importFunctionsExternalUrlAccessAllowed
        iterativeCalculationSettings:* locale spreadsheetTheme:* timeZone title
    Sheet = bandedRanges:* basicFilter:* charts:* columnGroups:* commentAnchors:* conditionalFormats:*
        data:GridData developerMetadata:* filterViews:* merges:GridRange properties:SheetProperties
        protectedRanges:* rowGroups:* slicers:* tables:*
    SheetProperties = dataSourceSheetProperties:* gridProperties:GridProperties hidden index rightToLeft sheetId
        sheetType tabColor:Color tabColorStyle:ColorStyle title
    GridProperties = columnCount columnGroupControlAfter frozenColumnCount frozenRowCount hideGridlines rowCount
        rowGroupControlAfter
    GridData = columnMetadata:DimensionProperties rowData:RowData rowMetadata:DimensionProperties startColumn
        startRow
    RowData = values:CellData
    CellData = chipRuns:ChipRun dataSourceFormula:* dataSourceTable:* dataValidation:*
        effectiveFormat:CellFormat effectiveValue:ExtendedValue formattedValue hyperlink note pivotTable:*
        textFormatRuns:TextFormatRun userEnteredFormat:CellFormat userEnteredValue:ExtendedValue
    ExtendedValue = boolValue errorValue:ErrorValue formulaValue numberValue stringValue
    ErrorValue = message type
    CellFormat = backgroundColor:Color backgroundColorStyle:ColorStyle borders:* horizontalAlignment
        hyperlinkDisplayType numberFormat:NumberFormat padding:Padding textDirection textFormat:TextFormat
        textRotation:* verticalAlignment wrapStrategy
    NumberFormat = pattern type
    TextFormat = bold fontFamily fontSize foregroundColor:Color foregroundColorStyle:ColorStyle italic link:Link
        strikethrough underline
    Link = uri
    Color = alpha blue green red
    ColorStyle = rgbColor:Color themeColor
    Padding = bottom left right top
    DimensionProperties = dataSourceColumnReference:* developerMetadata:* hiddenByFilter hiddenByUser pixelSize
    GridRange = endColumnIndex endRowIndex sheetId startColumnIndex startRowIndex
    ChipRun = chip:Chip startIndex
    Chip = personProperties:* richLinkProperties:RichLinkProperties
    RichLinkProperties = mimeType uri
    TextFormatRun = format:TextFormat startIndex
    BatchGetValuesResponse = spreadsheetId valueRanges:ValueRange
    ValueRange = majorDimension range values
    UpdateValuesResponse = spreadsheetId updatedCells updatedColumns updatedData:ValueRange updatedRange updatedRows
    BatchUpdateValuesResponse = responses:UpdateValuesResponse spreadsheetId totalUpdatedCells totalUpdatedColumns
        totalUpdatedRows totalUpdatedSheets
    ClearValuesResponse = clearedRange spreadsheetId
    BatchUpdateSpreadsheetResponse = commentUpdateState replies:* spreadsheetId updatedSpreadsheet:Spreadsheet
    """
)
DRIVE = messages(
    """
    FileList = files:File incompleteSearch kind nextPageToken
    File = appProperties:* capabilities:* clientEncryptionDetails:* contentHints:* contentRestrictions:*
        copyRequiresWriterPermission createdTime description downloadRestrictions:* driveId explicitlyTrashed
        exportLinks:* fileExtension folderColorRgb fullFileExtension hasAugmentedPermissions hasThumbnail
        headRevisionId iconLink id imageMediaMetadata:* inheritedPermissionsDisabled isAppAuthorized kind
        labelInfo:* lastModifyingUser:User linkShareMetadata:* md5Checksum mimeType modifiedByMe
        modifiedByMeTime modifiedTime name originalFilename ownedByMe owners:User parents permissionIds
        permissions:* properties:* quotaBytesUsed resourceKey sha1Checksum sha256Checksum shared
        sharedWithMeTime sharingUser:User shortcutDetails:* size spaces starred teamDriveId thumbnailLink
        thumbnailVersion trashed trashedTime trashingUser:User version videoMediaMetadata:* viewedByMe
        viewedByMeTime viewersCanCopyContent webContentLink webViewLink writersCanShare
    User = displayName emailAddress kind me permissionId photoLink
    ChangeList = changes:Change kind newStartPageToken nextPageToken
    Change = changeType drive:* driveId file:File fileId kind removed teamDrive:* teamDriveId time type
    StartPageToken = kind startPageToken
    """
)
